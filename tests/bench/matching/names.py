"""Names that the invented people of the measuring sets are made of; each list begins with the most common."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Culture:
    """How women of one region are named: first names, men's names, surnames, and what follows a woman's name."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]
    suffixes: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _culture(women: str, men: str, surnames: str, suffixes: str) -> Culture:
    return Culture(_words(women), _words(men), _words(surnames), _words(suffixes))


CULTURES: dict[str, Culture] = {
    "hindi": _culture(
        "sunita anita geeta rekha meena sangita savita asha urmila kiran manju babita laxmi usha pushpa sarita mamta "
        "kamla renu seema shanti poonam pooja neelam sushila munni rajkumari parvati radha shakuntala vimla lalita "
        "indu prema saroj suman rani kavita ranjana mina kusum phoolmati durga maya rita bimla santosh champa nirmala "
        "janki ramvati savitri basanti shobha sita malti tara chanda kaushalya dulari jyoti archana guddi ganga "
        "jamuna rina sharda gayatri sudha chandravati kalavati rajvanti bindu pinki phulo etwari budhni somari "
        "karuna subhadra sumitra ramkali pramila bhagwati soni priyanka nisha vandana rinki arti gudiya shashi "
        "sarla vidya lilavati draupadi hira moti bela chinta ahilya deepa mira annapurna dhaneshwari",
        "ramesh suresh rajesh mukesh dinesh ram sanjay mahesh ashok rakesh santosh manoj anil sunil vijay rajendra "
        "mohan shyam kailash naresh raju umesh pappu shiv ganesh lakhan jagdish arvind pramod vinod omprakash "
        "rajkumar surendra mahendra narendra virendra dharmendra upendra birsa etwa somra budhu jitendra harish "
        "bhola kishan gopal krishna balram lallan ramchandra ramprasad sitaram bhagwan devendra awadhesh akhilesh "
        "kamlesh shankar munna chhotelal babulal kanhaiya satish subhash baijnath hari arjun bhim lakshman nandlal "
        "chandan deepak pawan sonu guddu vishnu tulsi sukhdev dukhan",
        "kumar yadav singh prasad paswan mahto sharma verma ram sah gupta das mandal oraon munda kushwaha maurya "
        "chauhan patel rajput thakur mishra pandey tiwari lohar manjhi rajbhar nishad prajapati saini lodhi ahirwar "
        "kol gond bind kumhar sahu vishwakarma dubey choudhary",
        "devi devi devi devi kumari bai",
    ),
    "muslim": _culture(
        "shabana rukhsana shahnaz nasreen parveen salma noorjahan hasina rehana farzana sabina zarina mumtaz shakila "
        "anwari afsana razia shamima tabassum sanjida zubaida jamila khairun fatima ayesha rabia najma tahira yasmin "
        "sakina kulsum amina halima ruksar gulshan munni sairun nazma rashida akhtari zeenat shahida bilkis saira "
        "mehrun nagma shaheen rozina asma shahjahan ishrat",
        "salim rahim karim aslam akbar anwar salman imran irfan rafiq shakil jamil nasir yusuf ibrahim iqbal javed "
        "rashid hanif sharif kalam mustafa firoz afzal gulam abdul ahmad hussain zakir sabir majid nizam aftab "
        "israil mumtaz naushad shamshad riyaz wasim tahir idris yunus",
        "ansari khan sheikh qureshi siddiqui ali alam mansuri pathan shah idrisi rain",
        "khatun bibi begum bano parveen nisha khatoon",
    ),
    "sikh": _culture(
        "manjit paramjit gurpreet harpreet kulwinder sukhwinder baljit jaswinder ranjit amarjit kuldeep rajwinder "
        "simranjit balwinder charanjit gurmeet harjinder satwinder navdeep surjit daljit mandeep",
        "gurmeet balwinder sukhdev harjit jasbir kulwant baldev gurdev mohinder satnam nirmal avtar jagtar malkit "
        "balbir darshan ajaib karnail",
        "sandhu gill sidhu dhillon brar grewal saini ramgarhia",
        "kaur",
    ),
    "gujarati": _culture(
        "savita kokila manjula hansa jyotsna ramila shardha daksha bhavna lila kamla madhu nayna pushpa shanta ratan "
        "jashoda ganga vasanti champa sumitra rekha sangita hiral kailash taraben urmila parul gita anju",
        "ramesh mahesh bharat dinesh jayanti kanu mansukh vinod ashok raman chhagan magan natvar shankar babu "
        "bhikha arjan laxman govind haresh kishor",
        "patel parmar solanki rathod vasava chaudhari thakor makwana chauhan rabari gamit baria",
        "ben",
    ),
    "marathi": _culture(
        "sunita mangal kamal vandana lata shobha sangita surekha anita chhaya ranjana vaishali pushpa laxmi usha "
        "nanda jayashree manisha sushila rukmini yashoda sarita indu kavita mandabai alka suman archana jyoti "
        "parvati sindhu tara ashwini kalpana",
        "ramesh balu sanjay ashok dattatray vitthal pandurang namdev sambhaji shivaji kisan maruti prakash dilip "
        "bhimrao ananda tukaram dnyaneshwar eknath baban arun",
        "jadhav pawar shinde more gaikwad kamble patil chavan kale salunke bhosale mane sonawane waghmare thorat",
        "bai tai",
    ),
    "odia": _culture(
        "sabita mamata kuni sanjukta jhunu minati sumitra basanti pramila rashmita puspa kanchan sukanti janaki "
        "tulasi malati laxmi anjali bharati gouri jhili nirupama arati ranjita sasmita snehalata subasini",
        "prafulla ramesh bijay pradeep sudhir gopal kartik bhagaban dhaneswar trinath laxman pabitra jagannath "
        "niranjan dibakar purna susanta manoranjan",
        "nayak behera sahoo das pradhan jena rout mohanty swain majhi barik sethi mallik nahak",
        "dei",
    ),
    "bengali": _culture(
        "rina mina purnima sandhya kabita mamata sabita shefali anjali malati namita rekha bharati tapati swapna "
        "chhabi lakshmi parul jyotsna aloka minati archana sumitra pratima maya bulu susmita",
        "gopal nimai tapan swapan bimal subhash dilip haripada kanai sukumar paresh nitai biswanath ratan sunil "
        "madhab ashim prabir",
        "mondal das biswas sarkar roy pal ghosh mahato bauri hembram soren sardar naskar halder",
        "rani bala",
    ),
    "telugu": _culture(
        "lakshmi padma venkatamma saraswathi anjamma rajitha sujatha mallamma yellamma sunitha swapna rama "
        "satyavathi nagamani bhagyamma aruna manjula vijaya jayamma ramadevi kavitha sarojana radhika eswaramma "
        "pushpa narsamma lalitha kamala",
        "venkatesh srinivas ramulu yadaiah mallesh narsimha rajaiah satyanarayana krishna ravi anjaiah nagaraju "
        "ramana subbarao laxmaiah komaraiah sailu mogili",
        "kondapalli gaddam bandi chinthala mekala nalla boda katta dasari gundla pitla jangam kasturi banoth",
        "amma devi",
    ),
    "tamil": _culture(
        "selvi lakshmi jaya malar vasantha kala devaki amutha chitra parameswari saroja rani mallika kamala "
        "shanthi muthulakshmi valli thangam revathi sumathi pushpa tamilselvi indira poongodi alamelu",
        "murugan kumar selvam raja mani subramani arumugam velu perumal ganesan kannan palani sekar govindan "
        "chinnasamy ramasamy karuppasamy anbu",
        "k m s p r v a t g n",
        "ammal",
    ),
    "kannada": _culture(
        "gowramma nagamma shivamma mahadevamma ratnamma sharadamma ningamma basamma hanumavva yallavva kalavva "
        "gangavva shantavva renukavva kasturevva neelavva siddamma puttamma jayalakshmamma kempamma rudramma "
        "drakshayani bhagyashree roopa netravati suvarna girija savithramma mangalamma honnamma",
        "basappa ningappa hanumanthappa siddappa mallappa shivappa yallappa rudrappa channappa kariyappa puttaswamy "
        "manjunath nagaraja thimmappa eranna gurappa fakirappa bheemappa",
        "gowda hiremath patil naik kumbar madar hugar badiger talwar kuri",
        "avva amma bai",
    ),
    "malayalam": _culture(
        "ammini thankamma omana bhargavi ponnamma leelamma ajitha sheeja shyla remani kunjumol rajamma sarojini "
        "santhamma bindhu mini sindhu radhamani girijamma kunjamma aleyamma mariamma annamma usharani vilasini "
        "pankajakshi sobhana valsala sumangala jameela",
        "krishnankutty raghavan madhavan kunjappan velayudhan gopinathan sasidharan thankappan vasu chandran "
        "unnikrishnan damodaran varghese kuttan ayyappan sivadasan",
        "nair k p v m t pillai panicker",
        "amma",
    ),
    "assamese": _culture(
        "jonali rupali dipali nilima bonti labanya hemaprova junmoni ranu purobi mamoni moromi anjana kalpana "
        "dipamoni himani jyotimoni bhanu monju rumi padumi tarulata nirmali minoti gitali pranita bornali",
        "dipak nripen bhaben hiren prafulla jiten biren dhiren bipul lakhi ratul pulin madan haren tarun khagen nagen",
        "bora kalita saikia gogoi deka hazarika nath baruah medhi rabha boro pegu",
        "devi rani",
    ),
    "santali": _culture(
        "phulmani chumki jhano sumi balhi salge maino champai salomi sukurmuni jauni birsi mugli nandi raimuni jema "
        "sombari hisi pano maisuri lukhi talamai dulari parbati sonamuni chintamuni baha surujmuni",
        "chunda baidyanath lakhiram shyamlal sidhu kanhu budhan mangal raska durga gurua dasmat singrai salkhan "
        "bajun chotrai manjhi lugu",
        "hansda tudu kisku besra marandi baskey mandi hembrom soy purty",
        "",
    ),
}

# A short list alone would make half a village namesakes: the rarer names of a region are those of the whole north,
# or made of its own stems and endings.
_NORTHERN = ("gujarati", "marathi", "odia", "bengali", "assamese")
_STEMS = _words(
    "chann bas gang nag shiv mall rudr kal ratn mang nars putt timm kemp sidd honn nil bhim yell eer gour "
    "mad dodd sann mah ling hanum kariy som ram chand sund deiv pon muth kann pich veer and kund path kol "
    "vell sell chell pall bomm gopp"
)
_ENDINGS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "kannada": (("amma", "avva"), ("appa", "anna", "egowda")),
    "telugu": (("amma",), ("aiah", "anna", "ulu")),
    "tamil": (("ammal", "amani"), ("an", "asamy")),
    "malayalam": (("amma", "akutty"), ("an", "akutty", "appan")),
    "santali": (("mani", "o"), ("u", "ram", "ai")),
}


def _with_rare_names(name: str, culture: Culture) -> Culture:
    women, men = culture.women, culture.men
    if name in _NORTHERN:
        women, men = women + CULTURES["hindi"].women, men + CULTURES["hindi"].men
    elif name in _ENDINGS:
        hers, his = _ENDINGS[name]
        women += tuple(stem + end for end in hers for stem in _STEMS)
        men += tuple(stem + end for end in his for stem in _STEMS)
    return replace(culture, women=tuple(dict.fromkeys(women)), men=tuple(dict.fromkeys(men)))


CULTURES = {name: _with_rare_names(name, culture) for name, culture in CULTURES.items()}

# Names of sisters and twins often sound alike; a family takes its daughters' names from one of these.
ALIKE: dict[str, tuple[tuple[str, ...], ...]] = {
    "hindi": (
        ("sunita", "anita", "babita", "savita", "sarita", "kavita", "lalita"),
        ("geeta", "rita", "sita", "neeta"),
        ("rina", "mina", "bina", "tina"),
        ("seema", "reema", "prema", "hema"),
        ("ganga", "jamuna", "radha", "rukmini"),
        ("manju", "anju", "sanju", "ranju"),
        ("vimla", "nirmala", "kamla", "pramila", "urmila"),
        ("usha", "asha", "nisha", "ushma"),
        ("phulmati", "ramvati", "kalavati", "lilavati"),
    ),
    "muslim": (
        ("shabana", "rukhsana", "afsana", "farzana"),
        ("sabina", "zarina", "hasina", "rozina", "amina", "sakina"),
        ("najma", "salma", "asma", "nagma"),
        ("rashida", "shahida", "zahida", "majida"),
    ),
    "sikh": (("manjit", "baljit", "ranjit", "daljit"), ("kulwinder", "sukhwinder", "jaswinder", "balwinder")),
    "gujarati": (("savita", "kavita", "sumita"), ("ramila", "urmila", "sharmila"), ("lila", "shila", "nila")),
    "marathi": (("sunita", "anita", "sarita", "kavita"), ("mangal", "kamal", "vimal"), ("lata", "nanda", "chanda")),
    "odia": (("sabita", "kabita", "namita", "sumita"), ("minati", "malati", "bharati", "arati")),
    "bengali": (("rina", "mina", "bina", "tina"), ("sabita", "kabita", "namita"), ("malati", "bharati", "arati")),
    "kannada": (("yallavva", "kalavva", "gangavva", "neelavva"), ("ratnamma", "rudramma", "siddamma", "basamma")),
    "malayalam": (("thankamma", "ponnamma", "leelamma", "rajamma"), ("aleyamma", "mariamma", "annamma")),
    "assamese": (("jonali", "rupali", "dipali", "gitali"), ("junmoni", "mamoni", "dipamoni", "jyotimoni")),
    "santali": (("phulmani", "raimuni", "sonamuni", "surujmuni"), ("sumi", "nandi", "lukhi")),
    "telugu": (
        ("mallamma", "yellamma", "anjamma"),
        ("sujatha", "sunitha", "kavitha", "lalitha", "rajitha"),
    ),
    "tamil": (("selvi", "malarvizhi", "tamilselvi"), ("kala", "mala", "kamala"), ("vasanthi", "shanthi", "jayanthi")),
}

_DEVANAGARI = """
sunita सुनीता anita अनीता geeta गीता rekha रेखा meena मीना sangita संगीता savita सविता asha आशा urmila उर्मिला
kiran किरण manju मंजू babita बबीता laxmi लक्ष्मी usha उषा pushpa पुष्पा sarita सरिता mamta ममता kamla कमला
renu रेनू seema सीमा shanti शांति poonam पूनम pooja पूजा neelam नीलम sushila सुशीला munni मुन्नी
rajkumari राजकुमारी parvati पार्वती radha राधा shakuntala शकुन्तला vimla विमला lalita ललिता indu इन्दु prema प्रेमा
saroj सरोज suman सुमन rani रानी kavita कविता ranjana रंजना kusum कुसुम durga दुर्गा maya माया rita रीता
bimla बिमला santosh संतोष champa चम्पा nirmala निर्मला janki जानकी savitri सावित्री basanti बसंती shobha शोभा
sita सीता malti मालती tara तारा chanda चंदा jyoti ज्योति archana अर्चना guddi गुड्डी ganga गंगा jamuna जमुना
rina रीना sharda शारदा gayatri गायत्री sudha सुधा bindu बिन्दु pinki पिंकी sumitra सुमित्रा pramila प्रमिला
soni सोनी priyanka प्रियंका nisha निशा vandana वंदना rinki रिंकी arti आरती vidya विद्या mira मीरा deepa दीपा
shabana शबाना rukhsana रुखसाना shahnaz शहनाज nasreen नसरीन parveen परवीन salma सलमा noorjahan नूरजहां
hasina हसीना rehana रेहाना farzana फरजाना sabina सबीना zarina जरीना mumtaz मुमताज shakila शकीला razia रजिया
fatima फातिमा najma नजमा sakina सकीना amina अमीना afsana अफसाना mangal मंगल kamal कमल lata लता surekha सुरेखा
chhaya छाया vaishali वैशाली nanda नंदा manisha मनीषा kalpana कल्पना
ramesh रमेश suresh सुरेश rajesh राजेश mukesh मुकेश dinesh दिनेश ram राम sanjay संजय mahesh महेश ashok अशोक
rakesh राकेश manoj मनोज anil अनिल sunil सुनील vijay विजय rajendra राजेन्द्र mohan मोहन shyam श्याम kailash कैलाश
naresh नरेश raju राजू umesh उमेश pappu पप्पू shiv शिव ganesh गणेश lakhan लखन jagdish जगदीश arvind अरविन्द
pramod प्रमोद vinod विनोद omprakash ओमप्रकाश surendra सुरेन्द्र mahendra महेन्द्र narendra नरेन्द्र bhola भोला
kishan किशन gopal गोपाल krishna कृष्णा shankar शंकर munna मुन्ना babulal बाबूलाल hari हरि arjun अर्जुन
deepak दीपक pawan पवन vishnu विष्णु salim सलीम rahim रहीम karim करीम aslam असलम akbar अकबर anwar अनवर
imran इमरान rafiq रफीक shakil शकील jamil जमील yusuf यूसुफ abdul अब्दुल ahmad अहमद javed जावेद
kumar कुमार yadav यादव singh सिंह prasad प्रसाद paswan पासवान mahto महतो sharma शर्मा verma वर्मा gupta गुप्ता
das दास mandal मंडल munda मुंडा maurya मौर्य chauhan चौहान patel पटेल thakur ठाकुर mishra मिश्रा pandey पांडेय
ansari अंसारी khan खान sheikh शेख ali अली alam आलम jadhav जाधव pawar पवार shinde शिंदे patil पाटिल
devi देवी kumari कुमारी bai बाई khatun खातून bibi बीबी begum बेगम bano बानो
"""

_flat = _DEVANAGARI.split()
DEVANAGARI: dict[str, str] = dict(zip(_flat[::2], _flat[1::2], strict=True))

PLACES: tuple[str, ...] = _words(
    "rampur fatehpur kishanpur madhopur gopalpur shivpur bhagwanpur lakhanpur sultanpur mohanpur haripur "
    "chandpur jagdishpur dharampur rasulpur mirzapur islampur nawada barwadih kanti pipra semra karma "
    "tilaiya bishunpur ganeshpur narayanpur saidpur akbarpur basantpur daulatpur khairabad gauripur parsa "
    "tetariya jamunia kathara banjari simaria piparwar kusumba belwa hathiya murgaon salempur dumri "
    "sonpura lohardih patna bhatgaon mahuadih bargaon nayagaon dhanbari chakia koilwar amba karanpur "
    "tarapur sirsa"
)
GROUPS: tuple[str, ...] = _words(
    "jyoti ekta pragati vikas khushi laxmi saraswati durga radhe hariom kalyani santoshi ganga tulsi asha "
    "kiran gulab chandni ujala muskan himmat nari shakti jagriti sahara umang tarang"
)
