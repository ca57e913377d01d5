"""Places in many languages: how sure a whole text is one."""

from __future__ import annotations

from hypothesis import given, strategies as st

from careerdoc.fields import locations, places
from careerdoc.fields.wordings import key
from careerdoc.text.tables import table
from tests.wording_cases import shares

PLACES = """
Bristol => place
Frome => place
Sion (Suisse) => place
Montecarlino (AR) => place
Episkope, Cyprus => place
Curitiba, Paraná, Brasil => place
Vila Sossego, Santa Catarina, Brasil · Presencial => place
March, Cambs => place
Greater London Area => place
Greater Elmsund Area => place
San Francisco Bay Area => place
Kraków i okolice => place
Großraum Stuttgart => place
Região de São Paulo => place
Région de Nantes => place
Москва, www.site.ru => -
Remote => place
Berlin (Remote) => place
Remote, Germany => place
Berlin · Hybrid => place
Paris et périphérie => place
東京都渋谷区 => place
大阪府大阪市北区 => place
杭州 => place
浙江省杭州市 => place
上海市浦东新区 => place
서울특별시 강남구 => place
경기도 성남시 분당구 => place
Hà Nội, Việt Nam => place
TP. Hồ Chí Minh => place
القاهرة، مصر => place
الرياض، المملكة العربية السعودية => place
تهران، ایران => place
תל אביב => place
חיפה, ישראל => place
Αθήνα, Ελλάδα => place
Θεσσαλονίκη => place
İstanbul, Türkiye => place
Kadıköy/İstanbul => place
Санкт-Петербург => place
Казань, Россия => place
Київ, Україна => place
Warszawa, Polska => place
Brno, Česko => place
Budapest, Magyarország => place
Cluj-Napoca, România => place
Köln, Deutschland => place
Wien, Österreich => place
Zürich und Umgebung => place
Genève, Suisse => place
Lyon, Auvergne-Rhône-Alpes, France => place
69003 Lyon => place
10115 Berlin => place
Sevilla, España => place
Bogotá, Colombia => place
Ciudad de México => place
Lisboa, Portugal => place
Torino (TO) => place
Provincia di Siena => place
Gent, België => place
Den Haag => place
Malmö, Sverige => place
Aarhus, Danmark => place
Tromsø, Norge => place
Tampere, Suomi => place
Bandung, Indonesia => place
กรุงเทพมหานคร => place
เชียงใหม่, ประเทศไทย => place
मुंबई, भारत => place
Bengaluru, Karnataka, India => place
Pune, MH => place
Portland, OR => place
Boise, Idaho => place
Smallville, Kansas, United States => place
Toronto, ON, Canada => place
Wagga Wagga, NSW => place
Lagos, Nigeria => place
Nairobi => place
Cape Town, South Africa => place
Hong Kong => place
台北市 => place
Dubai, UAE => place
Oxford, UK => place
Oxford, England, United Kingdom => place
Galway, Co. Galway => place
London and remote => place
Austin, TX (Hybrid) => place
New York, NY 10001 => place
📍 Leeds => place
Deutschland => place
Vereinigtes Königreich => place
Royaume-Uni => place
Соединённые Штаты => place
中国 => place
Software Engineer => -
Initech Inc. => -
Initech GmbH, Berlin => -
Engineering, IT => -
University of Leeds => -
Full-time => -
2019 - 2021 => -
Hollow Oak => -
Marketing, Sales => -
Somewhere Unheard Of => -
Oslo. => -
I moved to Berlin => -
Worked in Paris and London => -
Python, Go, Rust => -
株式会社ホタルテック => -
人事部 => -
青鲤网络科技有限公司 => -
Ana Pérez => -
Responsible for Spain and Portugal => -
Bachelor of Arts => -
Grade: 3.7 => -
Computer Science => -
Staff Nurse => -
Director, Europe => -
Jan 2020 => -
Hybrid => -
"""

COUNTRIES = """
Sion (Suisse) => CH
München, Deutschland => DE
Hà Nội, Việt Nam => VN
القاهرة، مصر => EG
杭州 => CN
東京 => JP
Vienna, VA => US
Valencia => -
Córdoba => -
Mérida => -
Montecarlino (AR) => -
Tripoli => -
Kraków, Polska => PL
Казань => RU
"""


def told(text: str) -> str | None:
    return "place" if locations.recognize(text) >= 0.8 else None


def test_places_of_many_languages_are_known() -> None:
    first, second = shares(PLACES, told)
    assert first >= FLOOR
    assert second >= FLOOR


FLOOR = 0.93


def test_a_country_is_told_where_there_is_no_doubt() -> None:
    assert shares(COUNTRIES, locations.country) == (1.0, 1.0)


def test_a_lone_unknown_name_may_be_a_town() -> None:
    assert 0 < locations.recognize("Wexcombe") <= 0.3
    assert locations.recognize("Poggibuono Alto") <= 0.3
    assert locations.recognize("Software") == 0.0
    assert locations.recognize("Sales Assistant") == 0.0


def test_tables_name_each_country_by_its_code() -> None:
    for section in ("towns", "regions"):
        assert set(table("careerdoc.fields", "places")[section]) <= set(
            table("careerdoc.fields", "countries")["countries"]
        )


def test_names_made_from_cldr_are_keys() -> None:
    rows = table("careerdoc.fields", "country_names")["names"].values()
    assert all(key(name) == name for row in rows for name in row.split(", "))
    assert places.country("γερμανια") == {"DE"}


@given(st.text(max_size=110))
def test_no_text_raises(text: str) -> None:
    assert 0 <= locations.recognize(text) <= 0.9
    locations.country(text)
    locations.key(text)
