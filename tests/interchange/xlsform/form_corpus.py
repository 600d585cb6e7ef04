"""Forms as they are found in public: each with what it becomes, and everything that is lost.

becomes: every question's id and kind, in order. logic: conditions, constraints and calculations by
the id of their part. lost: the cell and the part of each loss.
"""

# ruff: noqa: E501  -- a row of a sheet is one line

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Form:
    name: str
    table: str
    becomes: str
    lost: tuple[str, ...] = ()
    logic: dict[str, str] = field(default_factory=dict)
    is_standard: bool = True  # pyxform takes the table itself


FORMS = (
    Form(
        "smallest",
        """
        survey
        | type | name | label |
        | text | name | Your name |
        """,
        becomes="name short_text",
    ),
    Form(
        "household",
        """
        survey
 | type | name | label | required | relevant | constraint | constraint_message |
 | start | start | | | | | |
 | end | end | | | | | |
 | deviceid | device | | | | | |
 | select_one yes_no | agrees | May we ask you? | yes | | | |
 | begin_group | head | The head of the household | | ${agrees} = 'yes' | | |
 | text | hh_name | Name | | | | |
 | integer | hh_age | Age | true() | | . >= 18 and . < 110 | Adults only |
 | select_one sex | hh_sex | Sex | | | | |
 | integer | children | Number of children | | ${hh_age} > 15 and ${hh_sex} = '2' | . >= 0 | |
 | end_group | | | | | | |
 | note | thanks | Thank you, ${hh_name}. | | | | |
        choices
        | list_name | name | label  |
        | yes_no    | yes  | Yes    |
        | yes_no    | no   | No     |
        | sex       | 1    | Male   |
        | sex       | 2    | Female |
        settings
        | form_title       | form_id   | version |
        | Household survey | household | 2024.1  |
        """,
        becomes="agrees single, hh_name short_text, hh_age integer, hh_sex single, "
        "children integer, thanks note",
        lost=(
            "survey!2 (type) start",
            "survey!3 (type) end",
            "survey!4 (type) device",
            "survey!8 (constraint_message) hh_age",
            "survey!10 (constraint) children",
            "survey!12 (label) thanks",
        ),
        logic={"section.head": "agrees = 1", "children": "hh_age > 15 and hh_sex = 2"},
    ),
    Form(
        "likert",
        """
        survey
        | type              | name | label          | appearance |
        | select_one agree5 | q1   | Work is fair   | likert     |
        | select_one agree5 | q2   | Pay is fair    | likert     |
        choices
        | list_name | name | label             |
        | agree5    | 1    | Strongly disagree |
        | agree5    | 2    | Disagree          |
        | agree5    | 3    | Neutral           |
        | agree5    | 4    | Agree             |
        | agree5    | 5    | Strongly agree    |
        """,
        becomes="q1 scale, q2 scale",
    ),
    Form(
        "table-list",
        """
        survey
        | type            | name | label              | appearance | required |
        | begin_group     | svc  | How satisfied with | table-list |          |
        | select_one sat  | wait | the waiting time   |            | yes      |
        | select_one sat  | tone | the tone           |            | yes      |
        | end_group       |      |                    |            |          |
        choices
        | list_name | name | label |
        | sat       | 1    | low   |
        | sat       | 2    | high  |
        """,
        becomes="svc matrix",
    ),
    Form(
        "table-of-2012",
        """
        survey
        | type            | name  | label        | appearance   |
        | begin group     | grid  |              | field-list   |
        | select_one freq | head  | How often is | label        |
        | select_one freq | radio | radio heard  | list-nolabel |
        | select_one freq | tv    | TV watched   | list-nolabel |
        | end group       |       |              |              |
        choices
        | list name | name | label |
        | freq      | 0    | never |
        | freq      | 1    | daily |
        """,
        becomes="grid matrix",
    ),
    Form(
        "cascade",
        """
        survey
 | type | name | label | choice_filter | appearance |
 | select_one region | region | Region | | minimal |
 | select_one dist | district | District | region=${region} | minimal |
 | select_one ward | ward | Ward | district = ${district} and region = ${region} | |
        choices
        | list_name | name   | label     | region | district |
        | region    | north  | North     |        |          |
        | region    | south  | South     |        |          |
        | dist      | d1     | Hill      | north  |          |
        | dist      | d2     | Coast     | south  |          |
        | ward      | w1     | Upper     | north  | d1       |
        | ward      | w2     | Lower     | north  | d1       |
        | ward      | w3     | Beach     | south  | d2       |
        | ward      | w4     | Nowhere   | west   | d9       |
        """,
        becomes="region_place cascade",
        lost=("survey!3 (name) district", "choices!9 (district) w4"),
    ),
    Form(
        "cascade-apart",
        """
        survey
        | type             | name   | label   | choice_filter     |
        | select_one state | state  | State   |                   |
        | text             | street | Street  |                   |
        | select_one city  | city   | City    | state = ${state}  |
        choices
        | list_name | name | label  | state |
        | state     | 1    | One    |       |
        | city      | 11   | Eleven | 1     |
        """,
        becomes="state single, street short_text, city single",
        lost=("survey!4 (choice_filter) city",),
    ),
    Form(
        "conditions-of-rows",
        """
        survey
        | type | name | label | appearance | relevant | hint | choice_filter |
        | select_one yn | a | A | | | | |
        | begin_group | g | Rate | table-list | | | |
        | select_one yn | r1 | One | | ${a} = 'y' | | |
        | select_one yn | r2 | Two | | ${a} = 'y' | Tick | |
        | end_group | | | | | | |
        | begin_group | h | Rate more | table-list | ${a} = 'y' | | |
        | select_one yn | s1 | Three | | | | |
        | select_one yn | s2 | Four | | ${s1} = 'n' | | |
        | end_group | | | | | | |
        | select_one p | p | Place | | ${a} = 'y' | | |
        | select_one q | q | Part | | ${a} = 'y' | | p = ${p} |
        choices
        | list_name | name | label | p |
        | yn | y | Yes | |
        | yn | n | No | |
        | p | 1 | North | |
        | q | 11 | Hill | 1 |
        | q | 12 | Dale | 1 |
        """,
        becomes="a single, g matrix, h matrix, p_place cascade",
        lost=("survey!5 (hint) r2", "survey!9 (relevant) s2"),
        logic={"g": "a = 1", "h": "a = 1", "p_place": "a = 1"},
    ),
    Form(
        "repeat",
        """
        survey
        | type            | name    | label            | repeat_count | calculation             |
        | integer         | size    | Household size   |              |                         |
        | begin_repeat    | member  | Member           | ${size}      |                         |
        | text            | m_name  | Name             |              |                         |
        | begin_group     | m_more  | More             |              |                         |
        | integer         | m_age   | Age              |              |                         |
        | end_group       |         |                  |              |                         |
        | end_repeat      |         |                  |              |                         |
        | calculate       | oldest  |                  |              | max(${m_age})           |
        | text            | remark  | Remarks          |              |                         |
        """,
        becomes="size integer, remark short_text",
        lost=(
            "survey!2 (constraint) size",
            "survey!3 (type) member",
            "survey!9 (calculation) oldest",
        ),
    ),
    Form(
        "languages",
        """
        survey
 | type | name | label::English (en) | label::Français (fr) | label::Tiếng Việt (vi) | hint::Français (fr) | hint::English (en) |
 | select_one sex | sex | Sex | Sexe | Giới tính | Cochez une case | Tick one |
 | integer | age | Age | Âge | | | |
        choices
        | list_name | name | label::English (en) | label::Français (fr) | label::Tiếng Việt (vi) |
        | sex       | 1    | Male                | Homme                | Nam                    |
        | sex       | 2    | Female              | Femme                | Nữ                     |
        settings
        | form_title | default_language |
        | Census     | English (en)     |
        """,
        becomes="sex single, age integer",
        lost=("survey!3 (constraint) age",),
    ),
    Form(
        "languages-of-2012",
        """
        survey
        | type | name  | label:English   | label:French   | hint:English |
        | text | comm  | Any comments?   | Remarques ?    | In short     |
        | note | bye   | Goodbye         | Au revoir      |              |
        """,
        becomes="comm short_text, bye note",
    ),
    Form(
        "or_other",
        """
        survey
 | type | name | label | relevant |
 | select_one water or_other | water | Source of water | |
 | select_multiple fuel or_other | fuel | Fuels | |
 | text | why | Why? | ${water} = 'other' or selected(${fuel}, 'gas') |
        choices
        | list_name | name | label |
        | water     | tap  | Tap   |
        | water     | well | Well  |
        | fuel      | wood | Wood  |
        | fuel      | gas  | Gas   |
        """,
        becomes="water single, fuel multiple, why short_text",
        logic={"why": "water = 3 or fuel includes 2"},
    ),
    Form(
        "specify-by-hand",
        """
        survey
        | type             | name      | label          | relevant            |
        | select_one job   | job       | Occupation     |                     |
        | text             | job_other | Please specify | ${job} = '96'       |
        choices
        | list_name | name | label   |
        | job       | 1    | Farmer  |
        | job       | 96   | Other   |
        """,
        becomes="job single, job_other short_text",
        logic={"job_other": "job = 96"},
    ),
    Form(
        "ranges",
        """
        survey
        | type  | name  | label       | parameters               |
        | range | score | Score us    | start=0 end=10 step=1    |
        | range | pain  | Pain        | start=1, end=5, step=1   |
        | range | dose  | Dose in ml  | start=0 end=3 step=0.5   |
        | range | year  | Year        | start=1990 end=2020 step=5 |
        """,
        becomes="score score, pain score, dose decimal, year integer",
        lost=("survey!4 (parameters) dose", "survey!5 (parameters) year"),
    ),
    Form(
        "rank",
        """
        survey
        | type        | name | label              | relevant                |
        | rank needs  | rnk  | Order your needs   |                         |
        choices
        | list_name | name   | label  |
        | needs     | food   | Food   |
        | needs     | work   | Work   |
        | needs     | school | School |
        """,
        becomes="rnk ranking",
    ),
    Form(
        "calculations",
        """
        survey
 | type | name | label | calculation | relevant |
 | integer | a | A | | |
 | integer | b | B | | |
 | calculate | total | | ${a} + ${b} | |
 | calculate | share | | ${a} div ${total} * 100 | |
 | calculate | msg | | if(${total} > 10, 'many', 'few') | |
 | calculate | after | | concat(${msg}, '!') | |
 | note | high | High | | ${share} > 50 |
 | note | many | Many | | ${msg} = 'many' |
        """,
        becomes="a integer, b integer, total calculated, share calculated, high note, many note",
        lost=(
            "survey!2 (constraint) a",
            "survey!3 (constraint) b",
            "survey!6 (calculation) msg",
            "survey!7 (calculation) after",
            "survey!9 (relevant) many",
        ),
        logic={"total": "a + b", "share": "a / total * 100", "high": "share > 50"},
    ),
    Form(
        "regex",
        """
        survey
 | type | name | label | constraint | constraint_message |
 | text | phone | Phone | regex(., '^0[0-9]{9}$') | Ten digits |
 | text | code | Code | string-length(.) <= 12 and regex(., '[A-Z]+') | Letters |
 | text | word | Word | string-length(.) < 6 | Short |
 | text | essay | Essay | string-length(.) <= 2000 | |
        """,
        becomes="phone short_text, code short_text, word short_text, essay text",
        lost=(
            "survey!2 (constraint) phone",
            "survey!3 (constraint) code",
            "survey!4 (constraint_message) word",
            "survey!5 (constraint) essay",
        ),
    ),
    Form(
        "constraints",
        """
        survey
 | type | name | label | constraint | constraint_message::English (en) |
 | integer | rooms | Rooms | . > 0 and . <= 20 | |
 | integer | beds | Beds | (. >= 0) and (. <= 50) and . >= ${rooms} | Too few beds |
 | decimal | area | Area | . > 0 and . <= 99.5 | More than 0 |
 | select_multiple l | picks | Pick | count-selected(.) < 3 and not(selected(., 'c') and count-selected(.) > 1) | Two at most |
 | date | born | Born | . <= today() | Not in the future |
 | date | moved | Moved | . >= date('2000-01-01') and . <= date('2024-12-31') | |
        choices
        | list_name | name | label |
        | l         | a    | Ant   |
        | l         | b    | Bee   |
        | l         | c    | None  |
        | l         | d    | Dog   |
        """,
        becomes="rooms integer, beds integer, area decimal, picks multiple, born date, moved date",
        lost=(
            "survey!4 (constraint) area",
            "survey!5 (constraint_message) picks",
            "survey!6 (constraint) born",
            "survey!6 (constraint) born",
        ),
        logic={"beds.constraint": "beds >= rooms", "area.constraint": "area > 0"},
    ),
    Form(
        "media",
        """
        survey
        | type          | name  | label   | media::image | audio     | guidance_hint     |
        | image         | photo | Photo   |              |           |                   |
        | text          | where | Where?  | map.png      | where.mp3 | Ask for the house |
        | select_one v  | fruit | Which?  |              |           |                   |
        choices
        | list_name | name | label  | image     |
        | v         | 1    | Apple  | apple.png |
        | v         | 2    | Pear   |           |
        """,
        becomes="where short_text, fruit single",
        lost=(
            "survey!2 (type) photo",
            "survey!3 (guidance_hint) where",
            "survey!3 (image) where",
            "survey!3 (audio) where",
            "choices!2 (image) 1",
        ),
    ),
    Form(
        "captured",
        """
        survey
        | type      | name   | label       | relevant          |
        | geopoint  | gps    | Where       |                   |
        | geotrace  | road   | The road    |                   |
        | geoshape  | field  | The field   |                   |
        | audio     | sound  | Record      |                   |
        | video     | film   | Film        |                   |
        | file      | doc    | Document    |                   |
        | barcode   | code   | Scan        |                   |
        | text      | notes  | Notes       | ${gps} != ''      |
        """,
        becomes="notes short_text",
        lost=(
            "survey!2 (type) gps",
            "survey!3 (type) road",
            "survey!4 (type) field",
            "survey!5 (type) sound",
            "survey!6 (type) film",
            "survey!7 (type) doc",
            "survey!8 (type) code",
            "survey!9 (relevant) notes",
        ),
    ),
    Form(
        "from-file",
        """
        survey
 | type | name | label | choice_filter | parameters |
 | select_one_from_file schools.csv | school | School | state=${state} | value=id label=name |
 | select_multiple_from_file crops.csv | crops | Crops | | |
 | csv-external | prices | | | |
 | text | state | State | | |
        """,
        becomes="school short_text, crops short_text, state short_text",
        lost=(
            "survey!2 (type) school",
            "survey!3 (type) crops",
            "survey!4 (type) prices",
        ),
    ),
    Form(
        "external-choices",
        """
        survey
        | type                     | name  | label | choice_filter    |
        | select_one state         | state | State |                  |
        | select_one_external city | city  | City  | state=${state}   |
        choices
        | list_name | name | label  |
        | state     | 1    | One    |
        | state     | 2    | Two    |
        external_choices
        | list_name | name | label   | state |
        | city      | 10   | Ten     | 1     |
        | city      | 20   | Twenty  | 2     |
        """,
        becomes="state_place cascade",
    ),
    Form(
        "metadata",
        """
        survey
 | type | name | label | parameters |
 | start | start | | |
 | end | end | | |
 | today | today | | |
 | username | user | | |
 | phonenumber | phone | | |
 | email | mail | | |
 | audit | audit | | location-priority=balanced location-min-interval=60 location-max-age=120 |
 | text | q | Question | |
        """,
        becomes="q short_text",
        lost=(
            "survey!2 (type) start",
            "survey!3 (type) end",
            "survey!4 (type) today",
            "survey!5 (type) user",
            "survey!6 (type) phone",
            "survey!7 (type) mail",
            "survey!8 (type) audit",
        ),
    ),
    Form(
        "french",
        """
        survey
        | type              | name       | label                           | hint                |
        | select_one ouinon | électrique | L’électricité est-elle coupée ? | « oui » ou « non »  |
        | text              | où         | Où habitez-vous ?               |                     |
        choices
        | list_name | name | label |
        | ouinon    | oui  | Oui   |
        | ouinon    | non  | Non   |
        """,
        becomes="electrique single, ou short_text",
        lost=("survey!2 (name) électrique", "survey!3 (name) où"),
    ),
    Form(
        "vietnamese",
        """
        survey
 | type | name | label | relevant |
 | select_one gioitinh | gioi_tinh | Giới tính của Ông/Bà | |
 | integer | tuổi | Tuổi | |
 | text | ly_do | Vì sao Ông/Bà chưa hài lòng? | ${tuổi} >= 18 |
        choices
        | list_name | name | label |
        | gioitinh  | nam  | Nam   |
        | gioitinh  | nu   | Nữ    |
        settings
        | form_title              |
        | Phiếu lấy ý kiến        |
        """,
        becomes="gioi_tinh single, tuoi integer, ly_do short_text",
        lost=("survey!3 (name) tuổi", "survey!3 (constraint) tuổi"),
        logic={"ly_do": "tuoi >= 18"},
    ),
    Form(
        "spelling-of-columns",
        """
        Survey
 | Type | NAME | Label | Required | Relevance | Read only | Calculate |
 | Select_One YN | q1 | Do you farm? | TRUE | | | |
 | Integer | q2 | How many cows? | No | ${q1} = 'y' | yes | |
 | CALCULATE | q3 | | | | | ${q2} * 2 |
        Choices
        | List Name | Name | Label |
        | YN        | y    | Yes   |
        | YN        | n    | No    |
        """,
        becomes="q1 single, q2 integer, q3 calculated",
        lost=("survey!3 (constraint) q2", "survey!3 (read_only) q2"),
        logic={"q2": "q1 = 1", "q3": "q2 * 2"},
        is_standard=False,
    ),
    Form(
        "blank-rows",
        """
        survey
        | | | |
        | type | name | label |
        | | | |
        | text | a | First |
        | | | |
        | | | |
        | text | b | Second |
        choices
        | | | |
        """,
        becomes="a short_text, b short_text",
        is_standard=False,  # pyxform wants the heads in the first row
    ),
    Form(
        "names-twice",
        """
        survey
        | type        | name   | label  | relevant         |
        | begin_group | g1     | One    |                  |
        | text        | name   | Name   |                  |
        | end_group   |        |        |                  |
        | begin_group | g2     | Two    |                  |
        | text        | name   | Again  |                  |
        | text        | Case   | Case   |                  |
        | text        | with   | With   |                  |
        | text        | my-age | Age    |                  |
        | end_group   |        |        |                  |
        """,
        becomes="name short_text, name_2 short_text, Case_2 short_text, with_2 short_text, "
        "my_age short_text",
        lost=(
            "survey!6 (name) name",
            "survey!7 (name) Case",
            "survey!8 (name) with",
            "survey!9 (name) my-age",
        ),
    ),
    Form(
        "choices-twice",
        """
        survey
        | type           | name | label |
        | select_one c   | q    | Which |
        choices
        | list_name | name | label    |
        | c         | 1    | Red      |
        | c         | 1    | Crimson  |
        | c         | 2    | Red      |
        """,
        becomes="q single",
        lost=("survey!2 (label) q", "choices!3 (name) 1"),
        is_standard=False,  # pyxform refuses two choices of one name
    ),
    Form(
        "list-names-with-spaces",
        """
        survey
        | type                     | name | label |
        | select_one yes or no     | q1   | Ok?   |
        | select_one  my   list    | q2   | And?  |
        choices
        | list name  | name | label |
        | yes or no  | 1    | Yes   |
        | yes or no  | 0    | No    |
        | my list    | 1    | A     |
        | my list    | 2    | B     |
        """,
        becomes="q1 single, q2 single",
        is_standard=False,
    ),
    Form(
        "choice-codes",
        """
        survey
        | type                | name | label          | relevant                          |
        | select_one knows    | q1   | Do you know?   |                                   |
        | select_multiple big | q2   | Which?         | ${q1} != -99 and ${q1} != 'maybe' |
        | text                | q3   | Why?           | selected(${q2}, '01') or ${q1} = '-99' |
        choices
        | list_name | name  | label        |
        | knows     | 1     | Yes          |
        | knows     | 2     | No           |
        | knows     | maybe | Maybe        |
        | knows     | -99   | No answer    |
        | big       | 01    | First        |
        | big       | 10    | Tenth        |
        """,
        becomes="q1 single, q2 multiple, q3 short_text",
        lost=("choices!5 (name) -99",),
        logic={
            "q2": "not q1 = 99 and not q1 = 3",
            "q3": "q2 includes 1 or q1 = 99",
        },
    ),
    Form(
        "nested-groups",
        """
        survey
        | type        | name  | label   | relevant        | appearance |
        | integer     | n     | N       |                 |            |
        | begin_group | outer | Outer   | ${n} > 1        |            |
        | text        | a     | A       |                 |            |
        | begin_group | inner | Inner   | ${n} > 2        | field-list |
        | text        | b     | B       | ${a} != ''      |            |
        | end_group   |       |         |                 |            |
        | text        | c     | C       |                 |            |
        | begin_group | loose |         | ${n} > 3        |            |
        | text        | d     | D       | ${c} = 'x'      |            |
        | end_group   |       |         |                 |            |
        | end_group   |       |         |                 |            |
        | text        | e     | E       |                 |            |
        """,
        becomes="n integer, a short_text, b short_text, c short_text, d short_text, e short_text",
        lost=(
            "survey!2 (constraint) n",
            "survey!5 (appearance) inner",
            "survey!5 (type) inner",
        ),
        logic={
            "section.outer": "n > 1",
            "section.inner": "n > 1 and n > 2",
            "b": "a is answered",
            "section.outer_2": "n > 1",
            "d": 'n > 3 and c = "x"',
        },
    ),
    Form(
        "number-table",
        """
        survey
        | type        | name     | label       | appearance | constraint          |
        | begin_group | cattle   | Your cattle | field-list |                     |
        | begin_group | cow      | Cows        |            |                     |
        | integer     | cow_own  | owned       |            | . >= 0 and . <= 500 |
        | integer     | cow_sold | sold        |            | . >= 0 and . <= 500 |
        | end_group   |          |             |            |                     |
        | begin_group | pig      | Pigs        |            |                     |
        | integer     | pig_own  | owned       |            | . >= 0 and . <= 500 |
        | integer     | pig_sold | sold        |            | . >= 0 and . <= 500 |
        | end_group   |          |             |            |                     |
        | end_group   |          |             |            |                     |
        """,
        becomes="cattle number_table",
    ),
    Form(
        "top-three",
        """
        survey
 | type | name | label | appearance | constraint | relevant |
 | begin_group | best | The best two | field-list | | |
 | select_one p | best_1 | First | | | |
 | select_one p | best_2 | Second | | . != ${best_1} | |
 | end_group | | | | | |
 | text | why | Why the first? | | | ${best_1} = 'b' |
        choices
        | list_name | name | label |
        | p         | a    | Ann   |
        | p         | b    | Ben   |
        | p         | c    | Cai   |
        """,
        becomes="best ranking, why short_text",
        logic={"why": "best_1 = 2"},
    ),
    Form(
        "days-and-times",
        """
        survey
        | type     | name  | label      | appearance | default    |
        | date     | visit | Visit      |            | 2024-01-01 |
        | date     | month | Month      | month-year |            |
        | date     | year  | Year       | year       |            |
        | time     | clock | What time? |            |            |
        | dateTime | both  | When?      |            |            |
        """,
        becomes="visit date, month month, year integer, clock short_text, both date",
        lost=(
            "survey!2 (constraint) visit",
            "survey!2 (default) visit",
            "survey!3 (constraint) month",
            "survey!4 (appearance) year",
            "survey!5 (type) clock",
            "survey!6 (constraint) both",
            "survey!6 (type) both",
        ),
    ),
    Form(
        "acknowledge",
        """
        survey
        | type        | name    | label                            | required | relevant           |
        | acknowledge | consent | I agree to take part.            | yes      |                    |
        | text        | name    | Name                             |          | ${consent} = 'OK'  |
        | acknowledge | read    | I have read the advice.          |          |                    |
        | text        | more    | More                             |          | ${read} = 'OK'     |
        """,
        becomes="consent consent, name short_text, read multiple, more short_text",
        lost=("survey!5 (relevant) more",),
        logic={"name": "consent = 1"},
    ),
    Form(
        "hidden",
        """
        survey
        | type   | name  | label | default | trigger  | calculation |
        | hidden | wave  |       | 2024    |          |             |
        | hidden | token |       |         |          |             |
        | text   | q     | Q     | none    |          |             |
        | text   | r     | R     |         | ${q}     | ${q}        |
        """,
        becomes="wave hidden, q short_text, r short_text",
        lost=(
            "survey!3 (type) token",
            "survey!4 (default) q",
            "survey!5 (calculation) r",
            "survey!5 (trigger) r",
        ),
    ),
    Form(
        "unknown-columns",
        """
        survey
        | type | name | label | instance::odk:length | kobo--score | notes     | $given |
        | text | a    | A     | short                | x           | for staff | b      |
        choices
        | list_name | name | label | weight |
        | unused    | 1    | One   | 5      |
        | unused    | 2    | Two   | 7      |
        settings
        | form_title | style | public_key | instance_name |
        | T          | pages | abcdef     | ${a}          |
        entities
        | list_name | label |
        | people    | ${a}  |
        _drafts
        | anything |
        """,
        becomes="a short_text",
        lost=(
            "settings!2 (style)",
            "settings!2 (public_key)",
            "settings!2 (instance_name)",
            "survey!1 (instance::odk:length)",
            "survey!1 (kobo--score)",
            "survey!1 ($given)",
            "entities!1",
        ),
    ),
    Form(
        "required-when",
        """
        survey
        | type    | name | label | required                | required_message | constraint_message |
        | integer | a    | A     | yes                     | Needed!          |                    |
        | text    | b    | B     | ${a} > 3                |                  |                    |
        | text    | c    | C     | false()                 |                  | Never shown        |
        """,
        becomes="a integer, b short_text, c short_text",
        lost=(
            "survey!2 (constraint) a",
            "survey!2 (required_message) a",
            "survey!3 (required) b",
            "survey!4 (constraint_message) c",
        ),
    ),
    Form(
        "logic",
        """
        survey
 | type | name | label | relevant |
 | select_one yn | a | A | |
 | select_multiple m | b | B | ${a} = 'y' |
 | integer | c | C | selected(${b}, 'x') and not(selected(${b}, 'z')) |
 | text | d | D | count-selected(${b}) >= 2 or string-length(${c}) > 0 |
 | text | e | E | ${zz} = 1 |
 | text | f | F | ${g} != '' |
 | text | g | G | ${c} mod 2 = 0 and ${a} = 'y' |
 | text | h | H | ${a} = 'q' |
 | text | i | I | selected(${a}, 'n') |
 | text | j | J | position(..) = 1 |
 | text | k | K | ${c} > 5 and ( |
 | text | l | L | /data/a = 'y' |
        choices
        | list_name | name | label |
        | yn        | y    | Yes   |
        | yn        | n    | No    |
        | m         | x    | Ex    |
        | m         | z    | Zed   |
        """,
        becomes="a single, b multiple, c integer, d short_text, e short_text, f short_text, "
        "g short_text, h short_text, i short_text, j short_text, k short_text, l short_text",
        lost=(
            "survey!4 (constraint) c",
            "survey!6 (relevant) e",
            "survey!7 (relevant) f",
            "survey!8 (relevant) g",
            "survey!9 (relevant) h",
            "survey!11 (relevant) j",
            "survey!12 (relevant) k",
            "survey!13 (relevant) l",
        ),
        logic={
            "b": "a = 1",
            "c": "b includes 1 and not b includes 2",
            "d": "count(b) >= 2 or c is answered",
            "g": "a = 1",
            "i": "a = 2",
            "k": "c > 5",
        },
        is_standard=False,  # ${zz} is nowhere
    ),
    Form(
        "long-labels",
        """
        survey
        | type           | name | label |
        | select_one c   | q    | """
        + "Ông/Bà đánh giá thế nào về việc tiếp nhận hồ sơ " * 6
        + """? |
        choices
        | list_name | name | label |
        | c         | 1    | """
        + "Rất tốt và kịp thời, đúng hẹn " * 5
        + """ |
        | c         | 2    | Kém |
        """,
        becomes="q single",
        lost=("survey!2 (label) q", "survey!2 (label) q"),
    ),
    Form(
        "braces",
        """
        survey
        | type | name | label                              | hint                        |
        | text | a    | Write {{like this}} or ${b} here   | {{DU: x}} {curly}          |
        | text | b    | Tom & Jerry <b>bold</b> **stars**  |                             |
        """,
        becomes="a short_text, b short_text",
        lost=("survey!2 (label) a",),
    ),
    Form(
        "no-labels",
        """
        survey
        | type         | name | label | hint   |
        | text         | a    |       | Hint   |
        | note         | b    |       |        |
        | select_one c | d    | D     |        |
        choices
        | list_name | name | label |
        | c         | x    |       |
        | c         | y    | Why   |
        """,
        becomes="a short_text, d single",
        lost=("survey!2 (label) a", "survey!3 (label) b", "choices!2 (label) x"),
        is_standard=False,
    ),
)
