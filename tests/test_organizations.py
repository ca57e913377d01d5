"""Names of employers and schools in 29 languages: what is sure, what is open, what is none."""

from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st

from careerdoc.fields import organizations

# "+" is surely an organization (.8 and more), "?" may be one (.3 to .79), "-" is none (.2 and less).
TUNED = """
+ Nordlicht Versicherung AG
+ St Wilfram's Hospital
+ 2nd Ashmere Engineer Regiment
+ 海岭物流有限公司
+ 株式会社あおぞら印刷
+ Gemeente Westerbroek
+ ООО «Зелёный Мост»
+ ТОВ «Світанок»
+ PT Samudra Jaya Tbk
+ Công ty TNHH Hoa Sen Xanh
+ บริษัท ช้างทอง จำกัด
+ شركة النور للمقاولات
+ Zielona Dolina Sp. z o.o.
+ Modrá Hora s.r.o.
+ Kékhegy Kft.
+ Akdeniz Denizcilik A.Ş.
+ Θάλασσα Α.Ε.
+ גליל מערכות בע"מ
+ 주식회사 푸른바다
+ ㈜한빛소프트
+ Pettigrew & Sons
+ Fratelli Bonacci S.p.A.
+ Clínica Santa Aurelia
+ Prefeitura de Monte Claro
+ Ayuntamiento de Peñarrubia
+ Mairie de Saint-Vaury
+ Boulangerie Lamotte
+ Stadtwerke Grünau
+ Landesamt für Straßenwesen
+ Kraftverket Norddal
+ Sundsvik kommune
+ Järvenrannan seurakunta
+ Szpital Miejski w Borkowie
+ Nemocnice Horní Lhota
+ Tiszavölgyi Önkormányzat
+ Primăria Valea Mare
+ Міська лікарня №4
+ Δήμος Καλλιθέας
+ Kartal Belediyesi
+ עיריית רמת הדר
+ وزارة الصحة
+ شرکت فولاد سپیده
+ भारतीय नागरिक बैंक
+ Rumah Sakit Harapan Bunda
+ โรงพยาบาลบ้านสวน
+ 青山市役所
+ 동해은행
+ Bakkerij De Gouden Aar
+ Hotell Fjordgløtt
+ Theater am Lindenplatz
? Quillmark
? Marlowe Teague
? Harrow & Pike
? Pargeter's
? Blauwe Reiger
? ZeltaNova
- Responsible for the night shift.
- we built a small team
- Led the migration of the bank to a new core system
- Hospital Pharmacist
- Senior Account Manager
- • Managed insurance claims
- 2019 - 2021
- Ich habe das Team aufgebaut
- Bank Manager
- Was ist eine Bank?
"""
APART = """
+ Alpenblick Spedition GmbH & Co. KG
+ Royal Tamsford Infirmary
+ Ministry of Rural Affairs
+ 星河半导体股份有限公司
+ 有限会社たけのこ食品
+ 医療法人みどり会
+ ЗАО «Сибирский Кедр»
+ Городская больница №12
+ ПрАТ «Калина»
+ CV Maju Bersama
+ Ngân hàng Đại Phong
+ ธนาคารดอกบัว
+ بنك الخليج الأخضر
+ Przedsiębiorstwo Handlowe Jutrzenka S.A.
+ Stavební firma Dvořák a syn
+ Dunaparti Szálloda
+ Ege Tekstil Sanayi ve Ticaret Ltd. Şti.
+ Ναυτιλιακή Εταιρεία Πόντος
+ בנק הצפון
+ 한밭시청
+ Cartwright Brothers Brewery
+ Café des Tilleuls
+ Lefebvre et Fils
+ Cooperativa Agrícola do Vale
+ Ristorante Da Peppino
+ Banco del Litoral
+ Fundación Puerta Abierta
+ Deichverband Untere Sorge
+ Tischlerei Brandhuber
+ Waterschap Zuiderdiep
+ Zweckverband Abfallwirtschaft Moorland
+ Skogsbolaget Granmark AB
+ Trafikkselskapet Vestkyst AS
+ Sygehuset Nordmark
+ Kaivosyhtiö Hopeavuori
+ Gospodarstwo Rolne Nowakowscy
+ Městský úřad Bystrá
+ Asociația Mâini Deschise
+ Спортивний клуб «Вихор»
+ Ξενοδοχείο Ακρόπολις
+ Yıldızlı Sigorta
+ בית חולים הכרמל
+ بلدية الساحل الشرقي
+ بیمارستان مهرگان
+ आशा अस्पताल
+ Yayasan Cahaya Timur
+ Bệnh viện Sông Xanh
+ โรงแรมริมน้ำ
+ 国立みなと病院
+ 새빛출판사
+ Fish & Game Council
+ Thornbury Town Football Club
+ Ferrovie della Val Chiara
+ Museo del Ferrocarril
? Kestrelwood
? Rossi Bianchi
? Dalton & Wray
? Løvbakke Nord
? MirageOne
? Finnegan's
- Supported doctors and nurses in the hospital
- i worked on many things
- Ingeniero de Software
- Responsable de la boutique et de trois vendeurs
- - Wrote reports
- School Teacher
- March 2018
- Отвечал за работу склада.
- 負責系統開發與維護。
- The museum was closed for two years and we moved everything.
"""
# "+" is surely a school (.8 and more), "-" is none (.3 and less).
SCHOOLS_TUNED = """
+ University of Eastmarch
+ Universität Lindenau
+ TU Bergstadt
+ 东湖理工大学
+ 海滨职业技术学院
+ 県立青葉高等学校
+ 한강대학교
+ 새솔고등학교
+ Gymnasium am Stadtwald
+ Hogeschool Zuiderveld
+ Tamar Sixth Form
+ CFA de la Vallée
+ Lycée Jean Maurin
+ Istituto Tecnico Industriale "A. Volpi"
+ Universidade Federal do Cerrado
+ IES Campo Alto
+ Liceum Ogólnokształcące w Dębnie
+ Střední průmyslová škola Kolín
+ Gábor Áron Gimnázium
+ Liceul Teoretic Mihai Vodă
+ Томский государственный университет
+ Київський національний університет
+ Πανεπιστήμιο Θράκης
+ Boğaz Teknik Üniversitesi
+ אוניברסיטת הגליל
+ جامعة الساحل
+ دانشگاه صنعتی البرز
+ गंगा विश्वविद्यालय
+ Universitas Nusantara
+ Đại học Bách khoa Sông Hồng
+ มหาวิทยาลัยแม่น้ำ
+ Norra Högskolan
+ Vestkysten videregående skole
+ Jyväsjoen ammattikorkeakoulu
+ Aalborghus Gymnasium
+ MIT
+ KTH
+ Coursera
- Nordlicht Versicherung AG
- Grand Hotel
- Which school?
- Quillmark
- Softwareentwickler
- School Teacher
- We went to school and learned
- 海岭物流有限公司
"""
SCHOOLS_APART = """
+ Eastleigh Grammar School
+ Elmbridge Polytechnic
+ Hochschule für Musik Oberwald
+ Berufskolleg Altenfurt
+ 南山外国语学校
+ 西京農業大学
+ 帝都法律専門学校
+ 서울북초등학교
+ Université de Haute-Brenne
+ École nationale supérieure des mines de Vauclair
+ Collège Sainte-Anne
+ Universidad Autónoma del Norte
+ Escola Técnica Estadual Paulo Freitas
+ Liceo Scientifico Galvani
+ Politecnico di Valmadrera
+ Rijksuniversiteit Noordwolde
+ ROC Rivierenland
+ Politechnika Nadwiślańska
+ Univerzita Jana Hradila
+ Tiszai Egyetem
+ Academia de Studii Economice
+ МГУ
+ Гимназия №7
+ Технікум харчової промисловості
+ ΤΕΙ Ηπείρου
+ Ankara Fen Lisesi
+ הטכניון
+ مدرسة الفجر الثانوية
+ دبیرستان فردوس
+ केंद्रीय विद्यालय
+ SMA Negeri 3 Malang
+ Trường THPT Lê Lợi
+ โรงเรียนสวนดอก
+ Tekniska högskolan i Norrby
+ Universitetet i Vestby
+ Tampereen yliopisto
+ Erhvervsskolen Midt
+ UCLA
+ Udemy
+ Royal Military Academy Dunholt
- Zielona Dolina Sp. z o.o.
- Marketing Manager
- Kraftverket Norddal
- Harrow & Pike
- Managed a team of ten
- Bakkerij De Gouden Aar
- 2015 - 2018
- 동해은행
"""
FLOORS = {
    "organizations tuned": 0.98,
    "organizations apart": 0.95,
    "schools tuned": 0.98,
    "schools apart": 0.95,
}


def cases(rows: str) -> list[tuple[str, str]]:
    return [(line[0], line[2:]) for line in rows.strip().split("\n")]


def is_right(sign: str, score: float) -> bool:
    return {"+": score >= 0.8, "?": 0.3 <= score < 0.8, "-": score <= 0.2}[sign]


def right_share(name: str, told: list[tuple[str, bool]]) -> float:
    """How many are right, printed with what is wrong."""
    share = sum(right for _, right in told) / len(told)
    print(f"{name}: {share:.3f} of {len(told)}; wrong: {[text for text, right in told if not right]}")
    return share


@pytest.mark.parametrize(("name", "rows"), [("organizations tuned", TUNED), ("organizations apart", APART)])
def test_organizations_are_recognized(name: str, rows: str) -> None:
    told = [(text, is_right(sign, organizations.recognize(text))) for sign, text in cases(rows)]
    assert right_share(name, told) >= FLOORS[name]


@pytest.mark.parametrize(
    ("name", "rows"), [("schools tuned", SCHOOLS_TUNED), ("schools apart", SCHOOLS_APART)]
)
def test_schools_are_recognized(name: str, rows: str) -> None:
    told = []
    for sign, text in cases(rows):
        score = organizations.recognize_institution(text)
        told.append((text, score >= 0.8 if sign == "+" else score <= 0.3))
    assert right_share(name, told) >= FLOORS[name]


@given(st.text(max_size=60))
@example("(株)")
@example("«»")
@example("...")
def test_any_text_has_a_score(text: str) -> None:
    assert 0 <= organizations.recognize(text) <= 1
    assert 0 <= organizations.recognize_institution(text) <= 1
    organizations.key(text)
