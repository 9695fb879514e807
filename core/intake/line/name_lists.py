"""Names and the words around them, by which the caller's name is told from other words."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SURNAMES = frozenset(
    "郎廉谈娄刁虞昝裘缪宗宣贲杭钮嵇荣荀甄巫栾钭厉祖景韶蓟邰鄂胥苍莘贡逄姬宰郦雍璩桑桂濮瞿慕茹禹"
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范"
    "江傅"
    "钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温"
    "莫易"
    "樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲靳祁路涂兰甘裴梅童"
    "翁霍"
    "游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项闵邬吉冷宫古简匡岑佟"
    "褚戚窦章柏水奚昌酆费倪滕乐于傅卞元黄和穆湛祁狄米贝臧计茅庞麻强危席梁杜麦盖桓公党敖隆储晏晁辜揭覃仇占撒"
    "郜芮亓阚郁应单"
    "尉那鄢宓蓬郗班仰仲伊仉荆牧隗山侴宦艾鱼容慎戈庾暨居衡步耿满弘国文寇广禄阙殴殳沃利蔚越夔师巩厍聂晁勾敖融"
    "訾辛那鞠丰巢蒯"
    "相后红竺权逯盖益桓仝战蔺屠漆楚冼邝区闻苟卓綦苑练亢线斐冀郏浦尤农别晋扈原咸籍浩池乌焉弓牟"
)
COMPOUND = tuple(_words("欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 端木 闻人"))
GIVEN_SIGNS = frozenset(
    "伟强磊军洋勇艳杰娟涛明超兰霞平刚桂英秀芳娜敏静丽玉梅玲红萍燕芬洁雪琳慧颖佳欣怡宇轩子浩然梓涵志建国庆文华"
    "德海波斌鹏辉峰飞鑫宁俊凯晨阳旭东博睿泽嘉豪思雨婷倩莉薇蕾晶莹瑶璐岚菲珊珍珠淑惠春秋冬凤香云月仙娥翠巧美"
    "琴荣蓉贵福祥瑞康健胜利忠义仁礼智信诚义亮光辰星宏洪振兴旺发财林森树松柏桦雷震天宝良栋梁正清永长生元圆媛"
    "嫣嫔琪琦瑜瑾璇雯霖露佩馨昕诗语晗晓小一乐悦宸逸凡奇帅帆航舟江河涌源泉济润泓淼彤彬彦恒悟怀恩惟岩岭峻崇启"
    "卓学敬毅立新传继承绍维邦宗耀祖培世家富民安卫兵战朝阳曦晖映昊昌盛锋锐钢铁铭钧钰锦莲荷菊竹芝芸苗茜茹萱蓓"
)
TAUT = _words(
    """
    高明 安静 文明 方正 万一 成立 成长 金星 金华 白云 江河 江海 石林 平安 高峰 高洁 易发 安康 安宁 关小 马力
    白天 方圆 施工 时光 明天 秋天 常年 文学 文华 高兴 华丽 成功 金银 武林 黄金 金刚 雷雨 安信 单元 乐园 古树
    向阳 石英 水利 安家 成家 万福 方便 马桶 毛病 谢谢 路灯 龙头 管道 车位 车库 关门 花园 包裹 危险 游泳 温度
    解决 连廊 冷气 房子 房顶 房间 卫生 包间 左右 毕竟 于是 任何 何时 常常 经常 向上 向下 路面 路口 车牌 车子
    梅雨 关灯 关水 史上 万分 严重 苗木 简单 时间 查表 查询 查看 单车 单子 顾客 管家 管理 季度 成本 左边 路边
    祖国 班长 门卫 成员 路人 江边 金属 黄色 白色 蓝色 石头 石板 牛奶 龙卷 石材 田园 文件 武警 应急 温馨 连续
    """
)
"""Words that look like a surname and a given name."""

NO_SURNAMES = frozenset(
    "郎廉谈娄刁虞昝裘缪宗宣贲杭钮嵇荣荀甄巫栾钭厉祖景韶蓟邰鄂胥苍莘贡逄姬宰郦雍璩桑桂濮瞿慕茹禹"
    "找请叫问派让给跟和是要见有去来喊被骂谢夸本贵我你他她们位个这那老小大男女两几各某该的一二三四五六七八九十总副外新旧原每同谁哪多"
)
"""Signs before a title that are no surname."""
ROLE_WORDS = _words("工程 保安 治安 公安 水管 楼管 城管 交管 音乐 健康 平安 物管")
"""Words before a title whose last sign is no surname there: 保安经理."""
NO_NICKNAMES = _words(
    """
    小车 小区 小路 小时 小包 小米 小麦 小鱼 小国 小单 小计 小班 小费 小满 小项 小强
    小熊 小龙 小石 小池 小广 小水 小党 小古 小山 小利 小房 小和 小元 小公 小权 小危
    小益 小毛 小牛 小农 小曲 小方 小平 小卡 小从 小别 小容 小弓 小冷 小成 小全 小台
    小向 小高 老高 老房 老路 老车 老水 老师 老米 老单 老区 老包 老应 老是 老相 阿姨
    阿婆 阿公 阿伯 阿里 阿拉 阿胶
    """
)
"""Words that look like a nickname."""
LOOSE = frozenset("水元和计红国广利山居师原相后应强危公党费班区满容国文线练别农池步浩战权益鱼")
"""Rare surnames that are mostly other words: they count only in a word that holds nothing else."""

CHINESE_TITLES = (
    "先生|女士|小姐|太太|师傅|师父|阿姨|叔叔|大爷|大妈|大叔|大姐|大哥|大娘|奶奶|爷爷|婆婆|伯伯|老师|医生"
    "|大夫|教授|律师"
    "|博士|同学|阿婆|阿伯|阿公|大伯|大婶|大嫂|婶婶|伯母|老太|老伯|老爷子|老太太|姑娘|女孩|妹妹|店长|经理"
    "|主任|主管|老板|会计|警官|书记|科长|处长|局长|所长|站长|校长|院长|厂长|部长|组长|会长|村长|秘书|教练|护士|法官|民警|记者"
)
SHORT_TITLES = "哥|姐|姨|叔|婶|伯|嫂|妹|弟|总|工|老|生|太|董|处|科|局"
"""Titles that are also parts of words: they count at the end of a word."""

GIVEN = _words(
    """
    aaron abdul abigail adam adrian ahmad ahmed aisha alan albert alejandro alex alexander alexandra ali
    alice alicia alison amanda amelia amina amir amit amy ana anders andre andrea andrew andy angela anil
    anita anjali ann anna anne anthony antonio anya aria arjun arthur asha ashley audrey barbara ben
    benjamin bernard beth betty bob brandon brenda brian bruno camille carl carla carlos carol caroline
    catherine cathy charles charlie charlotte chen chloe chris christian christina christine christopher
    claire clara claudia colin connor craig cynthia daisy dan daniel daniela danny david dawn deborah deepa
    deepak denis dennis derek diana diego dmitri dominic donald donna doris dorothy dylan edward eleanor
    elena eli elizabeth ella ellen emil emily emma eric erik esther ethan eva eve evelyn fatima felix
    fernando fiona florence francesca francis francois frank fred gabriel gareth gary gavin geoff george
    georgia gerald gina giulia giovanni gloria gordon graham greg hana hannah hans harold harry hassan
    heather hector helen helena henry hiroshi hugo ian ibrahim ines ingrid irene iris isaac isabel isabella
    ivan jack jacob jacqueline jake james jamie jan jane janet janice jasmine jason javier jean jeff jenna
    jennifer jenny jeremy jerome jesse jessica jill jim joan joanna joe joel johan john jon jonathan jordan
    jorge jose joseph josh joshua juan judith judy julia julian julie justin kai karen karim kate katherine
    kathy katie keith kelly ken kenji kenneth kevin khalid kim klaus kumar kurt kyle lara larry laura lauren
    lawrence layla lea leah lee leila lena leo leon leonard liam lin linda lisa liz lorenzo louis louise
    luca lucas lucia lucy luis luke magda manuel marc marco marcus margaret maria marie marina mario marion
    martha martin mary mateo matt matthew maya meera mei melissa mia michael michelle miguel mike mina ming
    miriam mohamed mohammad mohammed molly monica moses muhammad nadia naomi natalie natasha nathan neha
    neil nguyen nicholas nick nicola nicole nikhil nina noah noor nora norman olga oliver olivia omar oscar
    pablo pamela patricia patrick paul paula pauline pedro peter phil philip pierre piotr priya rachel raj
    rajesh ralph ravi raymond rebecca rhys ricardo richard rita rob robert roberto robin roger ronald rosa
    rosie ross roy ruby russell ruth ryan sally sam samantha samir samuel sandra sanjay sara sarah sasha
    scott sean sebastian serena sergei sharon shirley simon sofia sonia sophia sophie stefan stella
    stephanie stephen steve steven stuart sue sunil susan suresh svetlana sylvia tania tanya tara teresa
    terry thomas tim timothy tina toby tom tomas tony tracy trevor uma valerie vanessa vera veronica victor
    victoria vijay vikram vincent vivian walter wanda wayne wei wendy william xavier yan yasmin yolanda yuki
    yusuf yvonne zach zara zoe zoltan
    """
)
FAMILY = _words(
    """
    ahmed ali anderson bai becker brown cai cao chan chang chen cheng cheung choi chow chu clark costa cruz
    davies davis deng ding dong du dubois evans fan fang feng fernandez fischer fu gao garcia green gu gupta
    guo hall han he hernandez ho hu huang hughes ivanov jackson jiang jin johnson jones kang kaur khan kim
    kong kowalski kumar kwok lai lam lau law lee leung lewis li liang liao lim lin liu lo long lopez lu luo
    lopes ma martin martinez mehta meng meyer miller mo moore mueller murphy nakamura ng nguyen novak obi
    okafor ong pan park patel peng perez petrov pham qian qin quan rao ren reyes robinson rodriguez rossi
    roy sanchez santos sato schmidt schneider shah shao sharma shen shi silva sim singh smith so song su
    suen sun suzuki taylor tan tang tanaka tao tay tham thomas thompson tian tran tse tsang walker wan wang
    watson weber wei wen white williams wilson wong wood wright wu xia xiao xie xu xue yamada yan yang yao
    ye yeo yin yip young yu yuan zeng zhang zhao zheng zhong zhou zhu zou
    """
)
NO_NAMES = _words(
    """
    toyota honda nissan mazda hyundai kia ford bmw audi mercedes benz tesla volkswagen volvo buick byd jeep
    lexus corolla camry civic model samsung apple huawei xiaomi sony canon nikon block blk building bldg
    tower unit flat apt apartment room level floor lobby gate north south east west garden court road street
    avenue lane park house hall centre center plaza mall pool gym playground garage basement car lift
    elevator water gas fire leak power light lights door window toilet kitchen bathroom sink tap pipe noise
    smoke alarm urgent emergency please pls call tel phone mobile ext monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october november
    december today tomorrow security guard management property office desk reception clubhouse estate owner
    owners tenant resident residents residence terrace villa villas school company ltd limited inc co bank
    hotel the a an i my we our your no not need needs broken blocked leaking thanks thank help complaint
    complaints sorry hello hi hey yes and or but with from for to of in on at is are was has have cannot can
    want wants there this that these those what where when who why how it its he she they wifi golden black
    white red blue green china chinese telecom unicom amazon express post cinema cafe coffee restaurant shop
    store market bar pub church temple mosque metro station bus line retriever terrier shepherd german
    british siamese persian christmas new year spring festival eve easter eid diwali internet tv ac aircon
    ups fedex dhl
    """
)
"""Words written with a capital letter that are no one's name."""
