/* SPDX-License-Identifier: MIT */

/* Sentences that say to contact somebody, and nothing else, in English and Chinese.
 *
 * All words of such a sentence are of a small vocabulary: who is contacted, how, with what, and
 * when the problem goes on. Any other word, a number, a placeholder or an address makes it advice
 * that is worth reading, such as what to ask an administrator for. Most remediations are done with
 * after their first word. */

#include <stdlib.h>
#include <string.h>

#include "lint_remediation.h"

enum { REACH = EC_CONTACT_REACH, WHOM = EC_CONTACT_WHOM };
enum { SUBMIT = EC_CONTACT_SUBMIT, TICKET = EC_CONTACT_TICKET };

/* ------------------------------------------------------------------ English */

struct word {
  const char *word;
  int bits;
};

/* Sorted. */
static const struct word english[] = {
    {"a", 0},
    {"above", 0},
    {"admin", WHOM},
    {"administrator", WHOM},
    {"administrators", WHOM},
    {"admins", WHOM},
    {"again", 0},
    {"agent", WHOM},
    {"also", 0},
    {"an", 0},
    {"and", 0},
    {"any", 0},
    {"appears", 0},
    {"are", 0},
    {"as", 0},
    {"ask", REACH},
    {"assist", 0},
    {"assistance", 0},
    {"attach", 0},
    {"be", 0},
    {"by", 0},
    {"call", REACH},
    {"can", 0},
    {"cannot", 0},
    {"cant", 0},
    {"care", WHOM},
    {"case", 0},
    {"cloud", 0},
    {"code", 0},
    {"codes", 0},
    {"consult", REACH},
    {"contact", REACH},
    {"contacting", REACH},
    {"continue", 0},
    {"continues", 0},
    {"corresponding", 0},
    {"could", 0},
    {"create", SUBMIT},
    {"customer", 0},
    {"department", WHOM},
    {"desk", WHOM},
    {"detail", 0},
    {"detailed", 0},
    {"details", 0},
    {"developer", WHOM},
    {"developers", WHOM},
    {"directly", 0},
    {"do", 0},
    {"does", 0},
    {"doesnt", 0},
    {"doubt", 0},
    {"e", 0},
    {"email", REACH},
    {"engineer", WHOM},
    {"engineers", WHOM},
    {"error", 0},
    {"errors", 0},
    {"exist", 0},
    {"exists", 0},
    {"expert", WHOM},
    {"experts", WHOM},
    {"failure", 0},
    {"fault", 0},
    {"file", SUBMIT},
    {"fix", 0},
    {"fixed", 0},
    {"following", 0},
    {"for", 0},
    {"from", 0},
    {"further", 0},
    {"get", 0},
    {"give", 0},
    {"handle", 0},
    {"handling", 0},
    {"happen", 0},
    {"happening", 0},
    {"happens", 0},
    {"has", 0},
    {"have", 0},
    {"help", 0},
    {"helpdesk", WHOM},
    {"helps", 0},
    {"hotline", WHOM},
    {"id", 0},
    {"if", 0},
    {"immediately", 0},
    {"in", 0},
    {"include", 0},
    {"info", 0},
    {"inform", REACH},
    {"information", 0},
    {"is", 0},
    {"issue", 0},
    {"issues", 0},
    {"it", 0},
    {"keep", 0},
    {"keeps", 0},
    {"local", 0},
    {"log", 0},
    {"logs", 0},
    {"m", 0},
    {"mail", REACH},
    {"maintenance", 0},
    {"manufacturer", WHOM},
    {"may", 0},
    {"mention", 0},
    {"message", 0},
    {"messages", 0},
    {"more", 0},
    {"necessary", 0},
    {"need", 0},
    {"needed", 0},
    {"not", 0},
    {"notify", REACH},
    {"number", 0},
    {"o", 0},
    {"occur", 0},
    {"occurring", 0},
    {"occurs", 0},
    {"of", 0},
    {"on", 0},
    {"online", 0},
    {"open", SUBMIT},
    {"operator", WHOM},
    {"operators", WHOM},
    {"or", 0},
    {"other", 0},
    {"otherwise", 0},
    {"our", 0},
    {"persist", 0},
    {"persists", 0},
    {"personnel", WHOM},
    {"phone", REACH},
    {"platform", 0},
    {"please", 0},
    {"possible", 0},
    {"problem", 0},
    {"problems", 0},
    {"professional", 0},
    {"promptly", 0},
    {"provide", 0},
    {"provider", WHOM},
    {"providing", 0},
    {"question", 0},
    {"questions", 0},
    {"quote", 0},
    {"raise", SUBMIT},
    {"reach", REACH},
    {"recur", 0},
    {"recurs", 0},
    {"refer", REACH},
    {"reference", 0},
    {"relevant", 0},
    {"remain", 0},
    {"remains", 0},
    {"report", REACH},
    {"representative", WHOM},
    {"request", 0},
    {"required", 0},
    {"resolve", 0},
    {"resolved", 0},
    {"resolving", 0},
    {"responsible", 0},
    {"screenshot", 0},
    {"screenshots", 0},
    {"seek", REACH},
    {"send", 0},
    {"service", 0},
    {"services", 0},
    {"solve", 0},
    {"solved", 0},
    {"solving", 0},
    {"some", 0},
    {"soon", 0},
    {"specialist", WHOM},
    {"specialists", WHOM},
    {"staff", WHOM},
    {"still", 0},
    {"submit", SUBMIT},
    {"supplier", WHOM},
    {"support", WHOM},
    {"system", 0},
    {"team", WHOM},
    {"technical", 0},
    {"technician", WHOM},
    {"text", 0},
    {"that", 0},
    {"the", 0},
    {"them", 0},
    {"then", 0},
    {"they", 0},
    {"this", 0},
    {"through", 0},
    {"ticket", TICKET},
    {"to", 0},
    {"touch", REACH},
    {"troubleshoot", 0},
    {"troubleshooting", 0},
    {"unresolved", 0},
    {"us", WHOM},
    {"vendor", WHOM},
    {"via", 0},
    {"we", 0},
    {"when", 0},
    {"with", 0},
    {"you", 0},
    {"your", 0},
};
enum { WORD_MAX = 16 };

static int compare_words(const void *key, const void *word)
{
  return strcmp(key, ((const struct word *)word)->word);
}

static bool is_letter(char byte)
{
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* The next word in small letters, without apostrophes. False when it is too long to be known. */
static bool next_word(const char *sentence, size_t len, size_t *at, char word[WORD_MAX])
{
  size_t count = 0;
  for (; *at < len && (is_letter(sentence[*at]) || sentence[*at] == '\''); ++*at) {
    if (sentence[*at] == '\'')
      continue;
    if (count == WORD_MAX - 1)
      return false;
    word[count++] = (char)(sentence[*at] | 0x20);
  }
  word[count] = '\0';
  return true;
}

int ec_contact_english(const char *sentence, size_t len)
{
  char word[WORD_MAX];
  bool is_help = false; /* what people call services that help: of customers, and technical ones */
  int bits = 0;
  for (size_t at = 0; at < len;) {
    if (strchr(" ,:-&/()", sentence[at]) && sentence[at]) {
      at++;
      continue;
    }
    if (!is_letter(sentence[at]) || !next_word(sentence, len, &at, word))
      return EC_CONTACT_ELSE;
    const struct word *known =
        bsearch(word, english, sizeof english / sizeof *english, sizeof *english, compare_words);
    if (!known)
      return EC_CONTACT_ELSE;
    bits |= is_help && strncmp(word, "service", 7) == 0 ? WHOM : known->bits;
    is_help = strcmp(word, "customer") == 0 || strcmp(word, "technical") == 0;
  }
  return bits;
}

/* ------------------------------------------------------------------ Chinese */

enum { HAN_LEN = 3 };

/* Sorted by bytes. When the problem goes on, what is done, whom it is done with, what is provided.
 */
static const struct word chinese[] = {
    {"“", 0},
    {"”", 0},
    {"、", 0},
    {"一直", 0},
    {"上述", 0},
    {"不能", 0},
    {"与", 0},
    {"专业", 0},
    {"了", 0},
    {"云管理员", WHOM},
    {"人员", 0},
    {"仍", 0},
    {"仍旧", 0},
    {"仍未", 0},
    {"仍然", 0},
    {"以", 0},
    {"以上", 0},
    {"以便", 0},
    {"你", 0},
    {"供应商", WHOM},
    {"依旧", 0},
    {"依然", 0},
    {"信息", 0},
    {"修复", 0},
    {"先", 0},
    {"其他", 0},
    {"再", 0},
    {"再次", 0},
    {"出现", 0},
    {"则", 0},
    {"创建", SUBMIT},
    {"华为", WHOM},
    {"华为云", WHOM},
    {"协助", 0},
    {"厂商", WHOM},
    {"厂家", WHOM},
    {"原因", 0},
    {"去", 0},
    {"及", 0},
    {"及时", 0},
    {"反复", 0},
    {"反馈", REACH},
    {"发生", 0},
    {"可", 0},
    {"可以", 0},
    {"向", 0},
    {"否则", 0},
    {"吧", 0},
    {"告知", REACH},
    {"和", 0},
    {"咨询", REACH},
    {"团队", 0},
    {"处理", 0},
    {"如", 0},
    {"如有", 0},
    {"如果", 0},
    {"如需", 0},
    {"存在", 0},
    {"定位", 0},
    {"客户服务", WHOM},
    {"客户经理", WHOM},
    {"客服", WHOM},
    {"对应", 0},
    {"寻求", REACH},
    {"将", 0},
    {"尽快", 0},
    {"工作人员", WHOM},
    {"工单", TICKET},
    {"工程师", WHOM},
    {"帮助", 0},
    {"帮忙", 0},
    {"平台管理员", WHOM},
    {"并", 0},
    {"应", 0},
    {"开发人员", WHOM},
    {"开发商", WHOM},
    {"开发者", WHOM},
    {"异常", 0},
    {"当地", 0},
    {"必要时", 0},
    {"恢复", 0},
    {"您", 0},
    {"我们", WHOM},
    {"或", 0},
    {"或者", 0},
    {"截图", 0},
    {"找", REACH},
    {"技术人员", WHOM},
    {"技术支持", WHOM},
    {"技术服务", WHOM},
    {"把", 0},
    {"报错", 0},
    {"报错信息", 0},
    {"拨打", REACH},
    {"持续", 0},
    {"排查", 0},
    {"提", SUBMIT},
    {"提交", SUBMIT},
    {"提供", 0},
    {"携带", 0},
    {"支持", 0},
    {"支持人员", WHOM},
    {"支持团队", WHOM},
    {"故障", 0},
    {"新建", SUBMIT},
    {"无法", 0},
    {"日志", 0},
    {"时", 0},
    {"有", 0},
    {"服务商", WHOM},
    {"服务提供商", WHOM},
    {"服务热线", WHOM},
    {"未", 0},
    {"未能", 0},
    {"本", 0},
    {"本地", 0},
    {"来", 0},
    {"此", 0},
    {"求助", REACH},
    {"没有", 0},
    {"热线", WHOM},
    {"电话", 0},
    {"疑问", 0},
    {"的", 0},
    {"的话", 0},
    {"直接", 0},
    {"相关", 0},
    {"相应", 0},
    {"研发人员", WHOM},
    {"确认", 0},
    {"立即", 0},
    {"管理员", WHOM},
    {"系统管理员", WHOM},
    {"给", 0},
    {"维护人员", WHOM},
    {"编号", 0},
    {"网络管理员", WHOM},
    {"联系", REACH},
    {"联络", REACH},
    {"致电", REACH},
    {"若", 0},
    {"获取", 0},
    {"解决", 0},
    {"询问", REACH},
    {"该", 0},
    {"详情", 0},
    {"详细", 0},
    {"详细信息", 0},
    {"说明", 0},
    {"请", 0},
    {"请教", REACH},
    {"请求 ID", 0},
    {"请求ID", 0},
    {"请求编号", 0},
    {"运维", WHOM},
    {"还", 0},
    {"还是", 0},
    {"这个", 0},
    {"进行", 0},
    {"通知", REACH},
    {"遇到", 0},
    {"错误", 0},
    {"错误代码", 0},
    {"错误信息", 0},
    {"错误码", 0},
    {"问题", 0},
    {"附上", 0},
    {"附带", 0},
    {"需要", 0},
    {"（", 0},
    {"）", 0},
    {"，", 0},
    {"：", 0},
};

/* The first phrase that is not before the character. */
static const struct word *first_with(const char *character)
{
  size_t low = 0, high = sizeof chinese / sizeof *chinese;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (memcmp(chinese[middle].word, character, HAN_LEN) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return &chinese[low];
}

/* The longest phrase with which a text goes on, or NULL. All begin with a character of three bytes.
 */
static const struct word *chinese_at(const char *sentence, size_t len)
{
  const struct word *const end = chinese + sizeof chinese / sizeof *chinese, *best = NULL;
  if (len < HAN_LEN)
    return NULL;
  for (const struct word *word = first_with(sentence);
       word < end && memcmp(word->word, sentence, HAN_LEN) == 0; word++) {
    const size_t length = strlen(word->word);
    if (length <= len && memcmp(sentence, word->word, length) == 0)
      best = word; /* those that go on longer come later */
  }
  return best;
}

int ec_contact_chinese(const char *sentence, size_t len)
{
  static const char *const latin[] = {"O&M", "IT", "ID"};
  int bits = 0;
  for (size_t at = 0; at < len;) {
    size_t step = strchr(" ,:()", sentence[at]) && sentence[at];
    for (size_t i = 0; i < sizeof latin / sizeof *latin && !step; i++)
      if (strlen(latin[i]) <= len - at && memcmp(sentence + at, latin[i], strlen(latin[i])) == 0)
        step = strlen(latin[i]);
    const struct word *word = step ? NULL : chinese_at(sentence + at, len - at);
    if (!step && !word)
      return EC_CONTACT_ELSE;
    bits |= word ? word->bits : 0;
    at += step ? step : strlen(word->word);
  }
  return bits;
}
