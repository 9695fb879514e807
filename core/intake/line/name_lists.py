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
    aaliyah aaron abbie abby abdallah abdul abdullah abebe abel abena abi abigail achieng ada adaeze
    adam adama ade adebayo adele adeola aditi aditya adnan adrian afia agata agnes agnieszka agus ahmad
    ahmed aidan aigul aiko aileen ailsa aina aisha aisling ajay akash akinyi akira akua al alan alana
    alasdair albena albert aled alejandra alejandro alessandro alessia alex alexander alexandra
    alexandru alexey alexis alf alfie alfonso alfred ali alice alicia alina alison alistair aliya
    allison alma althea alvaro alvin ama amadou amal amanda amara amelia amelie amina aminah aminata
    amir amira amit amr amrit amy ana anahit anastasia anca anders andre andrea andrei andrew andrey
    andrzej andy angela angelo angus anika anil anirudh anita anja anjali anjana ann anna anne anneke
    annette annie anthony antoine anton antonia antonio anwar anya aoibhe aoife aram arash archie aria
    ariana ariel arjun arlene armando arne arnel arnold arthit arthur arun arvind asha ashley ashot asif
    aslan astrid ateeq audrey aurelie avery ayanda ayesha ayla ayo ayse aziz aziza babak bala baljit
    barbara barry bartek bashir bashira bea beata beatrice beatriz becky bekele belinda bella ben
    benedict benjamin benny benoit bernadette bernard bert bertha beth betty bev bhavna bianca bilal
    billy birgit bjorn blanca bob bobby bogdan bohdan bola bongani bonnie boris brandon branko brenda
    brendan brian bridget brigitte britta bronwyn bruce bruno bryan budi bukola burak caitlin callum
    calvin cameron camille candice caoimhe cara carina carl carla carlos carmel carmela carmen carol
    carole caroline cath catherine cathy catriona cecilia cedric celeste celia cem chandra chantal
    charbel charlene charles charley charlie charlotte cheikh chen chiara chidi chidinma chika chinedu
    chinwe chioma chloe chris christian christina christine christopher chukwu ciara ciaran cillian
    claire clara claude claudia claudio clement clive cody colette colin colm connor conor cora corinne
    cormac courtney craig cristian cristina curtis cynthia cyril dafydd dagmar daisuke daisy daithi
    dalal dalia damian damien damon dan dana daniel daniela danielle danilo danny danuta daphne darius
    dariush darren dave david davide davina dawit dawn dayo deb debbie deborah declan dee deepa deepak
    deirdre delia demi denis denise deniz dennis derek des desmond devi dewi dez diana diane diego
    dieter dilip dilnoza dimitri dina dinesh dipak dmitri dmitry dmytro dolores dom dominic dominik
    dominique donal donald donna donovan dora doreen doris dorota dorothy dottie doug douglas duc duncan
    dwayne dylan eamon ed eddie edgar edith eduardo edward edwin edyta efua egor eiko eileen eilidh
    eilish elaine eleanor elena eleni eli elias elif elisa elise elizabeth ella ellen ellie elliot
    elliott elsa elsie elspeth elvira emanuele emeka emil emilia emilio emily emine emma emmanuel emre
    enda enrico enrique enzo eoin eric erik erin ernest ernie erwin esme esra esteban estelle esther
    ethan eugene eunice eunji eva eve evelyn ewa ewan ezra faisal farah farai farhad farid farida fatima
    fatma fatou fatoumata faye federico fei felicity felix femi fergus fernando finn fiona fionnuala flo
    flora florence folake frances francesca francine francis francisco franco francois frank frankie
    franz fred freddie frederick freya frida frieda funmi gabriel gabriela gabriele gabriella gail
    galina gareth garry gary gaurav gavin gaz geeta gemma genevieve geoff geoffrey george georgia
    georgina geraint gerald gerard gerry gethin ghada ghazal gianni gideon gilbert giles gillian gina
    giorgi giorgio giovanni gita giulia giuseppe gladys glen glenda glenn gloria goran gordon gracie
    graham grainne grazyna greg greta gretchen grzegorz guido guillaume guillermo gulnara gulsen gunter
    gunther gurpreet gus gwen habiba hafiz hakan halima hamid hamish hamza hana hanan hanna hannah hanne hans
    harjit harold harpreet harriet harry haruka haruto hasan hassan hayley heather hector heidi heike
    heinz helen helena helga henrietta henrik henry herbert hieu hilary hilda hina hiro hiroshi hisham
    hoa hovik howard huda hugo humphrey huong husain hussein hyun hyunwoo iain ian iannis ibrahim
    ibrahima idris ifeanyi ifeoma igor ikram ilaria ilona ilya imani imogen imran imtiaz ines ingo
    ingrid inigo ioana iqbal irena irene irina iris irma isaac isabel isabella isabelle isha ismail
    isobel istvan ivan ivana ivo ivor iwona jaan jabari jack jackie jacob jacqueline jacques jacqui jada
    jaime jake jakub jalal jamal james jamie jamila jan jana jane janek janet janice janine janusz jared
    jarek jaroslav jasmin jasmine jason jasper jaspreet javed javier jaya jayne jean jed jeff jeffrey
    jelena jenna jenni jennifer jenny jens jeong jeremy jerome jerry jess jesse jessica jessie jethro
    jhun jia jiho jill jim jimmy jisoo jitka jiwoo jo joan joann joanna joanne joao joaquin jocelyn joe
    joel joelle johan johanna johannes john johnny jolanta jomo jon jonas jonathan jonny jordan jorg
    jorge jose josef joseph josephine josh joshi joshua josie jovelyn joyce juan juana juanita jude
    judit judith judy julia julian julie julien juliet juliette julio julius juma jurgen justin justine
    justyna kagiso kai kamal kamala kamau kamil kamila kannan kanya karam karan karen karim karima karin
    karina karl karla karolina karsten kasia kasper katarzyna kate kath katharina katherine kathleen
    kathryn kathy katia katie katja katrin katrina katy kavita kay kayla kazuo kehinde keiko keira keith
    kelechi kellie kelly kelvin kemal kemi ken kendra kenji kenneth kenny kenta kerry kerstin ketut kev
    kevin khadija khaled khalid kiera kieran kim kimberly kiran kirill kirsten kirstie kirsty kitty
    klaus kofi kojo kris krish krishna kristen kristian kristina kristine krystyna krzysztof kumar kunle
    kurt kwabena kwaku kwame kyle kyoko lachlan laila lakshmi lalita lamar lan lana lara larry lars
    lassana laszlo latif latifa latoya laura lauren laurence laurent lauri laurie lavinia lawrence layla
    lea leah leanne lee leif leigh leila len lena lenka lenny leo leon leonard leonardo leonie lerato
    leroy les lesley leslie leticia letitia levan levi lewis leyla lia liam liana lidia lila lili lilian
    liliana lillian lily lin linda linh linus lionel lisa lisbeth lise livia liz lizzie llewellyn lloyd
    lois lola loredana lorenzo loretta lorna lorraine lottie lou louie louis louise lourdes lubna luca
    lucas lucia luciana luciano lucie lucille lucinda lucy ludmila luigi luis luisa lukas lukasz luke
    lusine luzviminda lydia lyn lynda lynn lynne lyudmila mabel maciej maddie madeleine madeline madge
    madhu mads maeve magda magdalena maggie magnus maha mahesh mahmoud mahmud mairead maisie maisy
    maksim malcolm malee malik malika mamadou mandeep mandy manfred manish manoj manpreet manuel manuela
    mara marc marcel marcela marcelo marcia marcin marco marcus marek marg margaret margot marguerite
    mari maria mariam mariama mariana marianne maricel marie mariella marija marika marilyn marina mario
    marion marisa marisol marites marius marjorie marko markus marlene marlon marta martha martin
    martina martine martyn marvin mary maryam masako massimo mateo mathew mathias mathilde matilda matt
    matteo matthew matthias maura maureen maurice mauro mavis max maxim maxine maya mbali meera megan
    mehdi mehmet mehmood mehran mehwish mei mel melanie melinda melissa meredith mervat mia micaela
    michael michaela michal michele michelle mick miguel mihai mikael mike mikey mikhail mikko mila
    milan mildred milena millie milos mimi mina ming minh minjun mira mireille mirela miriam mirjana
    mitch mitchell miyuki mo mohamed moira mohammad mohammed mohan mohit moira molly mona monica morag morgan
    moritz moses mostafa moussa mpho mubarak muhammad muhammed mukesh murali muriel murray mustafa
    mwangi mykola myra myriam n nabil nadia nadine nadira naima najma nancy nanda naoki naoko naomi
    narek narges nargiza nasir nasreen nassim natalia natalie natasa natasha nathalie nathan nathaniel
    naveed naveen navid nawal neal ned neena neha neil nellie nelly nelson nev neve ngoc ngozi nguyen
    nia niall niamh nicholas nick nicki nicky nico nicola nicolas nicole nicolette nigel nikhil nikita
    niklas niko nikolai nikos nils nimal nina ninian nino niran nisha nita njoki nkechi noah noel noelle
    nomsa nomvula noor nora noreen noriko norma norman nour noura nuala nuno nuria nurul nusrat nyambura
    nyoman obinna octavia odette odhiambo oksana ola olaf oleg oleksandr olena olga oliver olivia
    olivier ollie olly olu olumide oluwaseun omar omid onur oona oriana orla orlando orsolya oscar osman
    otieno otto ousmane owen ozlem pablo padma padraig paige palesa paloma pam pamela pankaj paola paolo
    parisa parminder parveen parviz pascal pat patrice patricia patrick patrik patrycja patty paul paula
    paulina pauline paulo pavel pawel pedro peggy penelope penny perry peter petr petra phil philip
    philippa philippe phillip phoebe phuong phyllis pia pierre piotr polina polly prakash pramod prasad
    pratik preeti priscilla priti priya przemek putri quang quentin rabia rachael rachel rachid radek
    radka rafael rafal rafiq raheem rahel rahim rahul raina raj rajesh raju rakesh ralf ralph ramesh
    rami ramon ramona randy rania ranjit raphael raquel rasheed rashid raul ravi raymond rebecca reece
    reem reg reggie regina reinhard rekha rena renata renate rene renee reshma reuben reynaldo reza
    rhian rhiannon rhoda rhona rhys ricardo richard ricky rina rishi rita riya rizal rob robbie robert
    roberta roberto robin rocio rod roddy rodel rodney rodrigo roger rohan rohit roisin roland rolf
    roman romana romeo ron rona ronald ronan ronnie rory rosa rosalie rosalind rosanna rosemary roshan
    rosie rosli ross roswitha rowan rowena roxana roy roz roza ruben ruby rudi rudy rufus rukhsana rumbi
    rupert rushil russell rustam ruth ryan sabina sabine sabrina sade sadie saeed safiya sagal saira
    sajid saleh salim sally salma salman salvatore sam samantha sami samia samir samira samuel sanaa
    sandeep sandra sandro sandy sanja sanjay sanna santiago saoirse sara sarah sasha saskia satish saud
    saul savita scarlett scott seamus sean sebastian sebastien segun selam selena selim selin selma
    senthil seoyeon serena serge sergei sergey sergio seth seun seung sevda seydou shabana shahid
    shakira shane shanice shanti sharon shaun shazia sheena sheila shelley shelly sherif sheryl shilpa
    shirin shirley shiv shona shota shreya shweta si sian sibusiso sid sidney siew sigrid silke silvia
    simon simona simone sinead siobhan sipho siriporn sita siti siyabonga sizwe slawomir sofia sofie
    soheila solomon somchai somsak sonia sophia sophie soraya sorcha soren spencer stacey stacy stan
    stanislav stanley stavros ste stefan stella steph stephan stephanie stephen steve steven stewart stu
    stuart sue sufia suha sukhdev suki suleiman suman sumaya sumit sungmin sunil sunita suresh surinder
    susan susana susanna susanne susie suzanne suzy sven svetlana svitlana swati sybil syed sylvain
    sylvia sylvie sylwia tabitha tadeusz tadhg tahir taiwo takashi takeshi takumi talia tamar tamara
    tamas tamika tamsin tania tanisha tanvi tanya tara taras tariq tasha tatenda tatiana tatyana tayo
    tebogo ted temi tendai terence teresa terry tesfaye tess tessa thabo thandi thandiwe thanh thea
    thelma theo theodore theresa therese thiago thierry thilo thomas thorsten thuy tia tiago tiffany
    tilda tim timo timothy timur tina tito tobias toby todd tolu tom tomas tomasz tommy toni tony topher
    torsten tracy trang travis trev trevor tricia trish trisha tristan trudy tuan tunde turki tyler
    tyrone uche uchenna udo ulrich ulrike uma umar umesh unathi ursula usha usman uwe vaclav vadim
    valentin valentina valerie vanda vanessa vasile vasilis velma vera vernon veronica veronika vic
    vicki vicky victor victoria vijay vijaya vikki vikram viktor viktoria vimal vinay vince vincent
    viola vishal viv vivek vivian vivienne vlad vladimir wael wafa waleed wally walter wambui wanda
    wanjiku wanjiru warren wayan wayne wei wenche wendell wendy werner wieslaw wilf wilfred wilhelm
    william wilma winifred winnie winston wioletta wojciech wolfgang xander xavier xenia ximena yaa
    yahya yan yannick yara yaroslav yash yasmin yasmine yasser yemi yetunde yoko yolanda yolande yonas
    yosef yoshi yousaf yousef youssef yuka yuki yuko yulia yumi yuri yusuf yuto yvette yvonne zach zahra
    zainab zakir zandile zanele zara zbigniew zeeshan zeinab zelda zena zeynep zhanna zia ziad zinaida
    zita zoe zofia zola zoltan zosia zsofia zubair zulkifli
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
    ups fedex dhl aldi alipay alsatian apr aug beagle bosch citroen corgi covid dachshund daikin dec
    dyson feb fiat fiesta fri golf google grab halloween hitachi husky ikea jaguar jan jul jun kone
    labrador lego lg lidl mar miele mitsubishi mon netflix nov oct otis panasonic passat peugeot polo
    poodle porsche prius ramadan renault rottweiler rover sat schindler sep sept siemens skoda subaru
    sun tesco thu thur thurs tue tues uber vespa virgin vodafone wechat wed weds whatsapp xmas
    """
)
"""Words written with a capital letter that are no one's name."""
ORDINARY = NO_NAMES | _words(
    """
    about above after afternoon again also always american ants arabic asap awful back bad balcony
    barrier bathroom bedroom bees before behind below bench beside between bin bins boiler bolt bye
    camera cantonese cctv ceiling cheers cleaners cold collie corridor dangerous dark dirty disgrace
    ditto done down downstairs drain during dutch english enough evening everyone everything fence
    filthy first fourth french fridge guards gutter heater heating hindi horrible hot indian inside
    intercom italian japanese just key keys korean landing last later letterbox lock locks mailbox
    mandarin maybe mice midnight mini morning near never new next night nobody noisy none noon nothing
    now off often ok okay old once only opposite out outside oven over parcel parking pathetic polish
    poor porters radiator rats regards ridiculous roaches roof rubbish rude russian sad same second
    sewer shame sharp shocking shower shutter since sky smelly sofa soon spanish stairwell still suzuki
    terrible third tonight too trolley turkish twice under unsafe until up upstairs very wall walls
    wasps weekend wet worse worst yesterday
    """
)
"""Words that stand alone with a capital letter at the beginning or the end of a line."""
STREETS = _words(
    """
    st str rd ave av ct crt dr blvd cres crescent hse ln pl sq cl gdns gdn pk hts mews wharf quay terr
    tce cottage cottages mansions drive street road avenue boulevard square gardens heights towers house
    apts apartments flats view point city residences residency mill side
    """
)
"""Words after which two words with capital letters are an address."""
LIKE_STREETS = _words(
    "close way lane green hill rise walk row yard lodge grange manor place bridge field wood gate"
)
"""Family names that end an address too, behind the number of a house."""
FIRMS = _words(
    "company ltd limited inc co bank hotel school store shop cafe restaurant bar pub clinic cinema market"
)
"""Words after which a name is that of a firm."""
