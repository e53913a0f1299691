/* SPDX-License-Identifier: MIT */
#include "mo_loaded.h"

#include <check.h>
#include <string.h>

static void open_heap(struct mo_loaded *loaded)
{
  *loaded = (struct mo_loaded){.status = ERRCAT_OK};
  mo_heap_init(&loaded->heap);
  ec_arena_init(&loaded->arena, &loaded->heap.allocator);
}

void mo_load_image(struct mo_loaded *loaded, const struct mo_built *built)
{
  open_heap(loaded);
  loaded->status = ec_mo_load(&loaded->mo, built->bytes, built->len, &loaded->arena, &loaded->err);
  ck_assert_uint_le(loaded->heap.bytes, mo_memory_max(built->len));
  if (loaded->status)
    return;
  const char *fault = mo_verify(&loaded->mo, built->bytes, built->len, &loaded->heap);
  ck_assert_msg(!fault, "%s", fault);
}

void mo_load_path(struct mo_loaded *loaded, const char *path)
{
  open_heap(loaded);
  loaded->status = ec_mo_load_file(&loaded->mo, path, &loaded->arena, &loaded->err);
  if (loaded->status)
    return;
  const char *fault = mo_verify(&loaded->mo, "", 0, &loaded->heap);
  ck_assert_msg(!fault, "%s: %s", path, fault);
}

void mo_unload(struct mo_loaded *loaded)
{
  ec_arena_free(&loaded->arena);
  ck_assert_ptr_null(loaded->heap.blocks);
}

void mo_expect_text(const char *name, const struct mo_loaded *loaded, const char *key,
                    const char *text)
{
  const struct ec_mo *mo = &loaded->mo;
  size_t at = ec_mo_lower_bound(mo, key, strlen(key));
  ck_assert_msg(at < mo->count && !strcmp(mo->entries[at].key, key), "%s: no \"%s\"", name, key);
  ck_assert_msg(!strcmp(mo->entries[at].text, text), "%s: \"%s\" is \"%s\", not \"%s\"", name, key,
                mo->entries[at].text, text);
}
