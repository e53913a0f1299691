# SPDX-License-Identifier: MIT
# What a registry of errcat gives a build, for GNU make; errcat-build(7) describes it.
#
#   ERRCAT_REGISTRY = shop.xml
#   ERRCAT_LINGUAS = zh_CN
#   include $(shell pkg-config --variable=makefile errcat)
#
# Set before the include: ERRCAT_REGISTRY, the registries, each called after its domain;
# ERRCAT_LINGUAS, the languages of their translations, po/shop/zh_CN.po; and, where it is not the
# value given below, ERRCAT_SOURCE, ERRCAT_PO, ERRCAT_HEADER, ERRCAT_LOCALE, ERRCAT_EMBED,
# ERRCAT_INSTALL, ERRCAT, ERRCAT_LINT.
#
# Gives the targets errcat, install-errcat, uninstall-errcat, clean-errcat, lint-errcat and update-po,
# and the files shop.h, locale/LOCALE/LC_MESSAGES/shop.mo, shop_catalogs.c and shop_catalogs.h. Sources
# are looked for in $(srcdir), everything else is made where make runs.

# What is first in the makefile that includes this one stays its goal.
errcat_goal := $(.DEFAULT_GOAL)
# The other files of errcat are found from here, wherever it is.
errcat_here := $(dir $(lastword $(MAKEFILE_LIST)))
errcat_sh := $(errcat_here)catalogs.sh

PKG_CONFIG ?= pkg-config
ifndef ERRCAT
ERRCAT := $(or $(abspath $(wildcard $(errcat_here)../../bin/errcat)),$(shell $(PKG_CONFIG) --variable=errcat errcat),errcat)
endif
ifndef ERRCAT_CFLAGS
ERRCAT_CFLAGS := $(shell $(PKG_CONFIG) --cflags errcat)
endif
ifndef ERRCAT_LIBS
ERRCAT_LIBS := $(shell $(PKG_CONFIG) --libs errcat)
endif

# Language of the registries.
ERRCAT_SOURCE ?= en
ifneq ($(filter $(ERRCAT_SOURCE),$(ERRCAT_LINGUAS)),)
$(error ERRCAT_LINGUAS names $(ERRCAT_SOURCE), which is the language of the registries themselves: leave it out)
endif
# Folder of the translations, below $(srcdir).
ERRCAT_PO ?= po
# Name of the typed header; % is the domain.
ERRCAT_HEADER ?= %.h
# Folder of the catalogs that are built. ERRCAT_PATH=locale lets a program run before it is
# installed.
ERRCAT_LOCALE ?= locale
# Whether a program carries the catalogs within itself, and then needs none installed.
ERRCAT_EMBED ?= no
ERRCAT_INSTALL ?= $(if $(filter yes,$(ERRCAT_EMBED)),no,yes)

# Options of errcat lint.
ERRCAT_LINT ?=

prefix ?= /usr/local
datarootdir ?= $(prefix)/share
localedir ?= $(datarootdir)/locale
INSTALL_DATA ?= install -m 644

# The builds of packages, and tests, have a variable srcdir of their own in the environment.
errcat_src := $(if $(filter file override command line,$(origin srcdir)),$(addsuffix /,$(filter-out .,$(srcdir))))
errcat_po := $(errcat_src)$(ERRCAT_PO)
errcat_xml := $(addprefix $(errcat_src),$(ERRCAT_REGISTRY))
errcat_domains := $(basename $(notdir $(ERRCAT_REGISTRY)))
errcat_headers := $(patsubst %,$(ERRCAT_HEADER),$(errcat_domains))
ifeq ($(ERRCAT_EMBED),yes)
errcat_headers += $(addsuffix _catalogs.h,$(errcat_domains))
endif

# errcat_mo DOMAIN,LOCALE and errcat_mo_all DOMAIN
errcat_mo = $(ERRCAT_LOCALE)/$(2)/LC_MESSAGES/$(1).mo
errcat_mo_all = $(foreach locale,$(ERRCAT_SOURCE) $(ERRCAT_LINGUAS),$(call errcat_mo,$(1),$(locale)))
# For a name in C: - and . and + become _.
errcat_name = $(subst -,_,$(subst .,_,$(subst +,_,$(1))))_catalogs
errcat_embed = $(ERRCAT) embed --domain=$(1) --name=$(call errcat_name,$(1)) \
  $(foreach locale,$(ERRCAT_SOURCE) $(ERRCAT_LINGUAS),$(locale)=$(call errcat_mo,$(1),$(locale)))

errcat_catalogs := $(foreach domain,$(errcat_domains),$(call errcat_mo_all,$(domain)))
errcat_dist := $(errcat_xml) $(foreach domain,$(errcat_domains),$(wildcard $(foreach language,$(ERRCAT_LINGUAS),$(errcat_po)/$(domain)/$(language).po)))

.PHONY: errcat install-errcat uninstall-errcat clean-errcat lint-errcat update-po errcat-update-po
errcat: $(errcat_headers) $(errcat_catalogs)

# Another errcat may write other files; catalogs.sh belongs to it.
errcat_tool := $(filter /%,$(ERRCAT))

# errcat_domain DOMAIN,REGISTRY. errcat leaves a file alone that would not change, but then it would
# stay older than what it is made from.
define errcat_domain
$(patsubst %,$(ERRCAT_HEADER),$(1)): $(2) $(errcat_tool)
	$$(AM_V_GEN)mkdir -p $$(@D) && $$(ERRCAT) header $(2) --output=$$@ && touch $$@

$(call errcat_mo,$(1),$(ERRCAT_SOURCE)): $(2)
	$$(AM_V_GEN)$$(SHELL) $$(errcat_sh) source $(2) $$@

$(1)_catalogs.c: $(call errcat_mo_all,$(1)) $(errcat_tool)
	$$(AM_V_GEN)$(call errcat_embed,$(1)) --output=$$@ && touch $$@

$(1)_catalogs.h: $(call errcat_mo_all,$(1)) $(errcat_tool)
	$$(AM_V_GEN)$(call errcat_embed,$(1)) --header=$$@ && touch $$@
endef

# errcat_translation DOMAIN,REGISTRY,LANGUAGE
define errcat_translation
$(call errcat_mo,$(1),$(3)): $(2) $(errcat_po)/$(1)/$(3).po
	$$(AM_V_GEN)$$(SHELL) $$(errcat_sh) translation $(2) $(3) $(errcat_po)/$(1)/$(3).po $$@

$(errcat_po)/$(1)/$(3).po:
	@echo '$$@ is not there: make update-po makes it, for translators' >&2; exit 1
endef

$(foreach registry,$(errcat_xml),$(eval \
  $(call errcat_domain,$(basename $(notdir $(registry))),$(registry))))
$(foreach registry,$(errcat_xml),$(foreach language,$(ERRCAT_LINGUAS),$(eval \
  $(call errcat_translation,$(basename $(notdir $(registry))),$(registry),$(language)))))

install-errcat: $(if $(filter yes,$(ERRCAT_INSTALL)),$(errcat_catalogs))
	@for file in $(patsubst $(ERRCAT_LOCALE)/%,%,$^); do \
	  folder="$(DESTDIR)$(localedir)/$${file%/*}"; \
	  echo " $(INSTALL_DATA) $(ERRCAT_LOCALE)/$$file '$$folder'"; \
	  mkdir -p "$$folder" && $(INSTALL_DATA) "$(ERRCAT_LOCALE)/$$file" "$$folder" || exit 1; \
	done

uninstall-errcat:
	@for file in $(patsubst $(ERRCAT_LOCALE)/%,%,$(errcat_catalogs)); do \
	  rm -f "$(DESTDIR)$(localedir)/$$file" || exit 1; \
	done

clean-errcat:
	-rm -f $(errcat_headers) $(errcat_catalogs) $(foreach domain,$(errcat_domains),$(domain)_catalogs.c $(domain)_catalogs.h)
	@rmdir -p $(dir $(errcat_catalogs)) 2>/dev/null || :

# Judges the registries and their translations.
lint-errcat:
	$(ERRCAT) lint $(ERRCAT_LINT) $(errcat_dist)

# For translators, and for whoever has changed a registry: in the source folder.
update-po: errcat-update-po
errcat-update-po:
	@printf '%s\n' $(ERRCAT_LINGUAS) >errcat-linguas.tmp && status=0 && \
	for registry in $(errcat_xml); do \
	  MSGID_BUGS_ADDRESS='$(or $(MSGID_BUGS_ADDRESS),$(PACKAGE_BUGREPORT))' \
	    $(SHELL) $(errcat_sh) update $$registry errcat-linguas.tmp \
	    $(errcat_po)/`basename $$registry .xml` || status=1; \
	done; \
	rm -f errcat-linguas.tmp; exit $$status

.DEFAULT_GOAL := $(errcat_goal)
