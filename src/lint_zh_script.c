/* SPDX-License-Identifier: MIT */

/* zh.traditional: characters of the other script. The tables have pairs in common use; each first
 * one belongs to one script alone, in ordinary texts. Left out are characters that both scripts
 * have, if only in some words (後 is Traditional, but 后 is not Simplified; 乾 is both), and
 * variants that are a matter of region or taste. */

#include <string.h>

#include "letters.h"
#include "lint_zh.h"

/* Pairs of three bytes each, sorted by the first of a pair. */
static const char simplified[] =
    /* clang-format off */
    "並并亂乱亞亚佈布併并來来侶侣係系俠侠倆俩倉仓個个們们倖幸倫伦偉伟側侧偵侦偽伪傑杰備备"
    "傢家傳传債债傷伤傾倾僅仅僑侨價价儀仪億亿儉俭儕侪儘尽償偿優优儲储內内兩两冊册凍冻凱凯"
    "別别刪删則则剛刚剝剥創创劃划劇剧劉刘劍剑劑剂動动務务勝胜勞劳勢势勳勋勵励勸劝匯汇區区"
    "協协卻却參参叢丛員员問问啞哑啟启喚唤喪丧喬乔單单嗆呛嗎吗嘗尝噴喷噸吨嚇吓嚐尝嚮向嚴严"
    "囑嘱國国圍围園园圓圆圖图團团執执報报場场塊块塗涂塵尘墊垫墜坠墳坟壇坛壓压壘垒壞坏"
    "壩坝壯壮壽寿夢梦夾夹奧奥奪夺奮奋婦妇媽妈嬌娇嬰婴孫孙學学孿孪宮宫實实寧宁審审寫写寬宽"
    "寶宝將将專专尋寻對对導导尷尴屆届屍尸屜屉層层屬属岡冈島岛峽峡嶄崭嶺岭帥帅師师帳帐帶带"
    "幣币幫帮廚厨廟庙廠厂廢废廣广廬庐廳厅張张強强彈弹彌弥彙汇後后徑径從从復复徹彻惡恶惱恼"
    "態态慘惨慣惯慮虑慶庆慾欲憂忧憐怜憑凭憤愤憲宪憶忆懇恳應应懲惩懶懒懷怀懸悬戀恋戰战戲戏"
    "戶户拋抛挾挟捲卷掃扫掛挂採采揀拣揚扬換换揮挥損损搶抢摯挚撐撑撓挠撥拨撫抚撲扑擁拥擇择"
    "擊击擋挡擔担據据擠挤擬拟擱搁擴扩擺摆擾扰攔拦攜携攝摄攤摊攪搅攬揽敗败敘叙敵敌數数斃毙"
    "斷断於于時时晝昼暈晕暢畅暫暂曆历曉晓曠旷書书會会朧胧東东條条棗枣棟栋棧栈楊杨業业極极"
    "榮荣構构槍枪樁桩樂乐樓楼標标樣样樹树橋桥機机橫横檔档檢检檯台櫃柜櫥橱櫻樱欄栏權权歐欧"
    "歡欢歲岁歷历歸归殘残殞殒殤殇殲歼殺杀殼壳毀毁氣气氫氢決决沒没況况淒凄淚泪淨净淪沦淵渊"
    "淺浅減减渦涡測测湯汤準准溝沟溫温滅灭滲渗滾滚滿满漢汉漲涨漸渐潔洁潤润濁浊濃浓濕湿濟济"
    "濤涛濱滨濾滤瀆渎瀉泻瀏浏瀟潇瀾澜灑洒灣湾災灾為为無无煉炼熱热燈灯燒烧營营燦灿燭烛燼烬"
    "爐炉爛烂爭争爲为爺爷牆墙狀状狹狭猶犹獃呆獄狱獎奖獨独獲获獵猎獸兽現现瑣琐瑩莹瑪玛環环"
    "瓊琼產产畢毕畫画異异當当疊叠瘋疯瘡疮療疗癒愈癢痒癥症癱瘫發发皚皑皺皱盜盗盡尽監监盤盘"
    "盧卢眾众睜睁瞞瞒矚瞩碩硕確确碼码磚砖礎础礙碍礦矿礫砾禍祸禦御禪禅禮礼禱祷禿秃稅税種种"
    "稱称穀谷積积穎颖穩稳窩窝窮穷窺窥竄窜竅窍竊窃競竞筆笔筍笋節节範范築筑篤笃篩筛簡简簽签"
    "簾帘籃篮籌筹籠笼籤签糧粮糾纠紀纪約约紅红紋纹納纳紐纽純纯紗纱紙纸級级紛纷紡纺細细紳绅"
    "紹绍終终組组絆绊結结絕绝絡络給给統统絲丝綁绑綏绥經经綜综綠绿維维綱纲網网綴缀綽绰緊紧"
    "緒绪線线緣缘編编緩缓緬缅緯纬練练縛缚縣县縫缝縮缩縱纵總总績绩織织繞绕繡绣繩绳繪绘繫系"
    "繳缴繼继續续纏缠纖纤纜缆罈坛罰罚罵骂罷罢羅罗羈羁義义習习聖圣聞闻聯联聰聪聲声聳耸聶聂"
    "職职聽听肅肃脅胁脫脱腦脑腫肿腸肠膚肤膠胶膽胆臉脸臘腊臺台與与興兴舉举舊旧艙舱艦舰艱艰"
    "莊庄華华萬万葉叶蒼苍蓋盖蓮莲蔣蒋蔭荫蕭萧薑姜薦荐薩萨藍蓝藝艺藥药蘇苏蘊蕴蘭兰處处虛虚"
    "號号虧亏蝦虾蟬蝉蟲虫蠟蜡蠻蛮衆众術术衛卫衝冲裏里補补裝装裡里製制複复褲裤襪袜襲袭見见"
    "規规覓觅視视親亲覺觉覽览觀观觸触訂订計计訊讯討讨訓训託托記记訛讹訝讶訟讼訣诀訪访設设"
    "許许訴诉診诊註注詐诈詔诏評评詛诅詞词詢询試试詩诗詭诡該该詳详誇夸誌志認认誕诞誘诱語语"
    "誠诚誡诫誣诬誤误說说誰谁課课調调談谈請请諒谅論论諧谐諷讽諸诸諺谚諾诺謀谋謂谓謊谎謎谜"
    "謙谦講讲謝谢謠谣謹谨證证譏讥識识譜谱譯译議议譴谴護护譽誉讀读變变讓让讚赞豎竖豐丰豔艳"
    "豬猪貝贝負负財财貢贡貧贫貨货販贩貪贪貫贯責责貴贵買买貸贷費费貼贴貿贸賀贺賄贿資资賓宾"
    "賜赐賞赏賠赔賢贤賣卖賦赋質质賬账賴赖賺赚購购賽赛贈赠贊赞贏赢贓赃贖赎趕赶趙赵趨趋跡迹"
    "踐践蹤踪躍跃軀躯車车軌轨軍军軟软軸轴較较載载輔辅輕轻輛辆輝辉輩辈輪轮輯辑輸输輻辐輾辗"
    "轄辖轉转轎轿轟轰辦办辭辞辯辩農农這这週周進进遊游過过違违遙遥遜逊遞递遠远適适遲迟遷迁"
    "選选遺遗遼辽邁迈還还邊边邏逻郟郏郵邮鄉乡鄒邹鄧邓鄭郑鄰邻醜丑醫医醬酱釀酿釋释釘钉針针"
    "鈉钠鈕钮鈣钙鈴铃鉀钾鉛铅鉤钩銀银銅铜銳锐銷销鋁铝鋒锋鋪铺鋸锯鋼钢錄录錢钱錦锦錨锚錫锡"
    "錯错錳锰錶表鍛锻鍵键鎂镁鎖锁鎢钨鎮镇鏈链鏡镜鏽锈鐘钟鐵铁鑄铸鑰钥鑼锣鑽钻長长門门閃闪"
    "閉闭開开閒闲間间閘闸閣阁閥阀閩闽閱阅闆板闊阔闌阑闕阙闖闯關关闡阐闢辟陝陕陣阵陰阴陳陈"
    "陸陆陽阳隊队階阶隕陨際际隨随險险隱隐隸隶隻只雖虽雙双雛雏雜杂離离難难雲云電电霧雾靈灵"
    "靜静鞦秋韆千韓韩韻韵響响頁页頂顶項项順顺須须頌颂預预頑顽頒颁頓顿領领頭头頰颊頸颈頹颓"
    "頻频顆颗題题額额顏颜願愿顛颠類类顧顾顫颤顯显風风颱台飄飘飛飞飢饥飯饭飲饮飾饰餅饼養养"
    "餓饿餘余館馆饋馈馬马駁驳駐驻駕驾駛驶駝驼駭骇駱骆騎骑騙骗騰腾騷骚驅驱驗验驚惊驟骤驢驴"
    "髒脏體体髮发鬆松鬚须鬢鬓鬥斗鬧闹鬱郁魚鱼鮮鲜鯨鲸鱷鳄鳥鸟鳳凤鳴鸣鴻鸿鵝鹅鶴鹤鷹鹰鹼碱"
    "鹽盐麗丽麥麦麵面麼么黃黄點点黨党齊齐齋斋齒齿齡龄齣出齦龈龍龙龐庞龔龚龜龟";
/* clang-format on */
static const char traditional[] =
    /* clang-format off */
    "与與专專业業丛叢东東丝絲两兩严嚴丧喪个個为為丽麗举舉义義乐樂乔喬习習乡鄉书書买買乱亂"
    "争爭亏虧亚亞产產亲親亿億仅僅从從仪儀们們众眾优優会會伟偉传傳伤傷伦倫伪偽体體侠俠侣侶"
    "侦偵侧側侨僑侪儕俩倆俭儉债債倾傾偿償储儲党黨兰蘭关關兴興养養兽獸内內写寫军軍农農决決"
    "况況冻凍净淨减減凤鳳凯凱击擊刘劉则則刚剛创創删刪别別剂劑剑劍剥剝剧劇劝勸办辦务務动動"
    "励勵劳勞势勢勋勳区區医醫华華协協单單卖賣卢盧卫衛厂廠厅廳压壓厨廚县縣参參双雙发發变變"
    "号號吗嗎吨噸听聽员員呛嗆响響哑啞唤喚喷噴嘱囑团團围圍国國图圖圆圓圣聖场場坏壞块塊"
    "坟墳坠墜垒壘垫墊墙牆壮壯声聲壳殼处處备備头頭夺奪奋奮奖獎奥奧妇婦妈媽娇嬌婴嬰孙孫学學"
    "孪孿宁寧宝寶实實审審宪憲宫宮宽寬宾賓对對寻尋导導寿壽将將尘塵尴尷层層屉屜届屆属屬岁歲"
    "岛島峡峽崭嶄币幣帅帥师師带帶帮幫广廣庆慶庐廬应應庙廟庞龐废廢开開异異张張弥彌弹彈强強"
    "归歸当當录錄彻徹径徑忆憶忧憂怀懷态態怜憐总總恋戀恳懇恼惱悬懸惊驚惨慘惩懲惯慣愤憤懒懶"
    "戏戲战戰户戶扑撲执執扩擴扫掃扬揚扰擾抚撫抛拋抢搶护護报報担擔拟擬拣揀拥擁拦攔拨撥择擇"
    "挚摯挟挾挠撓挡擋挤擠挥揮损損换換揽攬搁擱搅攪携攜摄攝摊攤撑撐敌敵数數斋齋断斷无無旧舊"
    "时時旷曠昼晝显顯晓曉暂暫术術机機杀殺杂雜权權条條来來杨楊极極构構枣棗枪槍标標栈棧栋棟"
    "栏欄树樹样樣档檔桥橋桩樁梦夢检檢楼樓横橫樱櫻橱櫥欢歡欧歐歼殲殇殤残殘殒殞毁毀毕畢毙斃"
    "氢氫汇匯汉漢汤湯沟溝没沒沦淪泪淚泻瀉洁潔浅淺浊濁测測济濟浏瀏浓濃涛濤涡渦润潤涨漲渎瀆"
    "渐漸渗滲温溫湾灣湿濕滚滾满滿滤濾滨濱潇瀟澜瀾灭滅灯燈灵靈灾災灿燦炉爐点點炼煉烂爛烛燭"
    "烧燒烬燼热熱爷爺状狀犹猶独獨狭狹狱獄猎獵玛瑪环環现現琐瑣琼瓊电電画畫畅暢疗療疮瘡疯瘋"
    "痒癢瘫癱皑皚皱皺盐鹽监監盖蓋盗盜盘盤睁睜瞒瞞瞩矚矿礦码碼砖磚砾礫础礎硕碩确確碍礙祷禱"
    "祸禍禅禪离離秃禿积積称稱税稅稳穩穷窮窃竊窍竅窜竄窝窩窥窺竖豎竞競笃篤笋筍笔筆笼籠筛篩"
    "筹籌简簡篮籃类類粮糧紧緊纠糾红紅约約级級纪紀纬緯纯純纱紗纲綱纳納纵縱纷紛纸紙纹紋纺紡"
    "纽紐线線练練组組绅紳细細织織终終绊絆绍紹经經绑綁结結绕繞绘繪给給络絡绝絕统統绣繡绥綏"
    "继繼绩績绪緒续續绰綽绳繩维維综綜绿綠缀綴缅緬缆纜缓緩编編缘緣缚縛缝縫缠纏缩縮缴繳罗羅"
    "罚罰罢罷羁羈耸聳聂聶职職联聯聪聰肃肅肠腸肤膚肿腫胁脅胧朧脑腦脱脫脸臉腾騰舰艦舱艙艰艱"
    "艳豔艺藝节節苍蒼荐薦荣榮莲蓮获獲莹瑩营營萧蕭萨薩蒋蔣蓝藍蕴蘊虑慮虚虛虽雖虾蝦蛮蠻蝉蟬"
    "补補袜襪袭襲装裝裤褲见見观觀规規觅覓视視览覽觉覺触觸誉譽计計订訂认認讥譏讨討让讓训訓"
    "议議讯訊记記讲講讶訝许許讹訛论論讼訟讽諷设設访訪诀訣证證评評诅詛识識诈詐诉訴诊診词詞"
    "诏詔译譯试試诗詩诚誠诞誕诡詭询詢该該详詳诫誡诬誣语語误誤诱誘说說请請诸諸诺諾读讀课課"
    "谁誰调調谅諒谈談谋謀谎謊谐諧谓謂谚諺谜謎谢謝谣謠谦謙谨謹谱譜谴譴贝貝负負贡貢财財责責"
    "贤賢败敗账賬货貨质質贩販贪貪贫貧购購贯貫贴貼贵貴贷貸贸貿费費贺賀贿賄赃贓资資赋賦赎贖"
    "赏賞赐賜赔賠赖賴赚賺赛賽赞贊赠贈赢贏赵趙赶趕趋趨跃躍践踐躯軀车車轨軌转轉轮輪软軟轰轟"
    "轴軸轻輕载載轿轎较較辅輔辆輛辈輩辉輝辐輻辑輯输輸辖轄辗輾辞辭辩辯边邊辽遼迁遷过過迈邁"
    "还還这這进進远遠违違迟遲适適选選逊遜递遞逻邏遗遺遥遙邓鄧邮郵邹鄒邻鄰郏郟郑鄭酱醬酿釀"
    "释釋针針钉釘钙鈣钠鈉钢鋼钥鑰钨鎢钩鉤钮鈕钱錢钻鑽钾鉀铁鐵铃鈴铅鉛铜銅铝鋁银銀铸鑄铺鋪"
    "链鏈销銷锁鎖锈鏽锋鋒锐銳错錯锚錨锡錫锣鑼锦錦键鍵锯鋸锰錳锻鍛镁鎂镇鎮镜鏡长長门門闪閃"
    "闭閉问問闯闖闲閒间間闸閘闹鬧闻聞闽閩阀閥阁閣阅閱阐闡阑闌阔闊阙闕队隊阳陽阴陰阵陣阶階"
    "际際陆陸陈陳陕陝陨隕险險随隨隐隱隶隸难難雏雛雾霧静靜韩韓韵韻页頁顶頂项項顺順须須顽頑"
    "顾顧顿頓颁頒颂頌预預领領颈頸颊頰频頻颓頹颖穎颗顆题題颜顏额額颠顛颤顫风風飘飄飞飛饭飯"
    "饮飲饰飾饼餅饿餓馆館馈饋马馬驱驅驳駁驴驢驶駛驻駐驼駝驾駕骂罵骆駱骇駭验驗骑騎骗騙骚騷"
    "骤驟鬓鬢鱼魚鲜鮮鲸鯨鳄鱷鸟鳥鸣鳴鸿鴻鹅鵝鹤鶴鹰鷹麦麥黄黃齐齊齿齒龄齡龈齦龙龍龚龔龟龜";
/* clang-format on */

enum { CHARACTER = 3, PAIR = 2 * CHARACTER };

static uint32_t bytes_of(const char *character)
{
  const unsigned char *bytes = (const unsigned char *)character;
  return (uint32_t)bytes[0] << 16 | (uint32_t)bytes[1] << 8 | bytes[2];
}

/* The order of UTF-8 is that of the characters. */
static const char *find(const char *pairs, size_t len, const char *character)
{
  const uint32_t wanted = bytes_of(character);
  size_t low = 0, high = len / PAIR;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const uint32_t here = bytes_of(pairs + middle * PAIR);
    if (wanted == here)
      return pairs + middle * PAIR + CHARACTER;
    if (wanted < here)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

const char *ec_zh_simplified(const char *character)
{
  return find(simplified, sizeof simplified - 1, character);
}

const char *ec_zh_traditional(const char *character)
{
  return find(traditional, sizeof traditional - 1, character);
}

/* -------------------------------------------------------------------- rule */

static bool has_part(const char *locale, const char *part)
{
  const size_t len = strlen(part);
  for (const char *at = strpbrk(locale, "_-@"); at; at = strpbrk(at + 1, "_-@"))
    if (strncmp(at + 1, part, len) == 0 && !(at[1 + len] && strchr("_-.@", at[1 + len]) == NULL))
      return true;
  return false;
}

/* NULL when the locale does not say in which script it is. */
static const char *(*table_of(const char *locale))(const char *)
{
  if (has_part(locale, "Hant"))
    return ec_zh_traditional;
  if (has_part(locale, "Hans"))
    return ec_zh_simplified;
  if (has_part(locale, "TW") || has_part(locale, "HK") || has_part(locale, "MO"))
    return ec_zh_traditional;
  return has_part(locale, "CN") || has_part(locale, "SG") ? ec_zh_simplified : NULL;
}

/* The name of a script is written in it: 繁體中文. */
static bool is_name(const struct ec_lint_text *text, size_t at)
{
  static const char *const names[] = {"繁體", "正體", "简体", "體中文", "体中文"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const size_t len = strlen(names[i]);
    for (size_t back = 0; back < 2 * CHARACTER; back += CHARACTER)
      if (at >= back && text->len - (at - back) >= len &&
          memcmp(text->text + at - back, names[i], len) == 0)
        return true;
  }
  return false;
}

/* Names of people, as of translators, with their addresses. */
static bool has_address(const struct ec_lint_text *text)
{
  return !text->is_pattern && memchr(text->text, '@', text->len);
}

static void tell(struct ec_lint *lint, const struct ec_lint_unit *unit, size_t at, const char *form)
{
  const struct errcat_arg args[] = {errcat_arg_string_n(unit->text.text + at, CHARACTER),
                                    errcat_arg_string_n(form, CHARACTER)};
  ec_lint_find(lint, "zh.traditional", unit, at, at + CHARACTER, args, 2);
}

void ec_zh_script(struct ec_lint *lint, const struct ec_lint_unit *unit)
{
  const struct ec_lint_text *text = &unit->text;
  const char *(*other)(const char *) = table_of(text->locale);
  uint32_t character;
  for (size_t at = 0, len; other && at < text->len; at += len) {
    len = ec_letters_at(text->text, text->len, at, &character);
    const char *form =
        len == CHARACTER && ec_letters_is_han(character) ? other(text->text + at) : NULL;
    if (form && !is_name(text, at)) {
      if (!has_address(text))
        tell(lint, unit, at, form);
      return;
    }
  }
}
