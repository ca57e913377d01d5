"""Lines of the page around a profile in many languages."""

from __future__ import annotations

from hypothesis import given, strategies as st

from careerdoc.readers.profile.noise import noise_of
from tests.wording_cases import shares

LINES = """
Home => nav
Skip to main content => nav
Back to top => nav
Toggle theme => nav
Menu Sluiten => nav
Menü schließen => nav
Zum Inhalt springen => nav
Aller au contenu => nav
Volver arriba => nav
Voltar ao topo => nav
Torna su => nav
Hoppa till innehåll => nav
Siirry sisältöön => nav
Przejdź do treści => nav
Наверх => nav
Ana sayfa => nav
返回顶部 => nav
ページトップへ戻る => nav
본문 바로가기 => nav
Accept all => cookies
Only necessary => cookies
We use cookies to make this site work. => cookies
Alle akzeptieren => cookies
Tout accepter => cookies
Aceptar todas las cookies => cookies
Questo sito utilizza i cookie => cookies
Wij gebruiken cookies om de site te verbeteren => cookies
Мы используем файлы cookie => cookies
本网站使用cookie => cookies
© 2025 Jo Doe. All rights reserved. => footer
Copyright 2021 Jo Doe => footer
Powered by Hugo => footer
Made with love in Ghent => footer
Impressum => footer
Datenschutzerklärung => footer
Mentions légales => footer
Política de privacidad => footer
Alle Rechte vorbehalten => footer
Все права защищены => footer
版权所有 => footer
プライバシーポリシー => footer
Quince & Sons logo => logo
Logo de Moulins Réunis => logo
Logo da empresa Boto Verde => logo
Logo di Officine Bruni => logo
Logo for Fjordkraft Nord => logo
Logo von Rheinbogen AG => logo
Rheinbogen-Logo => logo
Логотип компании Вымпел => logo
Logo firmy Kwiatek => logo
青鲤科技的徽标 => logo
ホタルテックのロゴ => logo
한빛소프트 로고 => logo
…see more => more
… mehr anzeigen => more
…ver mais => more
…voir plus => more
Show all 4 experiences => more
Show 3 more roles => more
Alle 7 Berufserfahrungen anzeigen => more
Afficher les 6 expériences => more
Mostrar todas las 5 experiencias => more
Exibir todas as 5 experiências => more
Mostra tutte le esperienze (5) => more
Toon alle 5 functies => more
Visa alla 4 erfarenheter => more
Pokaż wszystkie 8 pozycji => more
Показать все 6 мест работы => more
显示全部 4 段经历 => more
すべて表示 => more
모두 보기 => more
Read more => more
Page 2 of 4 => page
Seite 1 von 3 => page
Página 2 de 2 => page
Pagina 1 di 3 => page
Strona 2 z 3 => page
Страница 1 из 2 => page
第2页，共4页 => page
2 / 3 => page
- 4 - => page
1 of 2 => page
12 endorsements => counter
500+ connections => counter
1,204 followers => counter
3 comments => counter
Endorsed by Ida Voss and 4 others => counter
5 min read => counter
42 Kontakte => counter
230 abonnés => counter
15 подписчиков => counter
Contact info => button
Message => button
Follow => button
Share => button
Download PDF => button
Print => button
Teilen => button
Télécharger en PDF => button
Descargar CV => button
Скачать резюме => button
打印 => button
印刷 => button
다운로드 => button
People also viewed => foreign
Members with similar profiles => foreign
People you may know => foreign
Andere sahen sich auch an => foreign
Похожие резюме => foreign
Recent comments => foreign
Software Engineer => -
Initech Inc. => -
Berlin, Germany => -
Jan 2019 - Present => -
2019 - 2021 => -
Made the kiln twice as fast => -
Followed up on every complaint => -
Designed the logo for the annual fair. => -
- Drew a new logo => -
Home Office, London => -
Page Design Lead => -
Menu Planner => -
Shared services manager => -
Message broker migration => -
Printed circuit designer => -
Moved 3 sites to one page => -
Back to Basics Ltd => -
Print Shop Manager => -
12 engineers in three teams => -
University of Leeds => -
Cookie baker => -
Privacy Officer => -
Search Engineer => -
Theme Park Supervisor => -
Powered Access Operator => -
4-20 => -
33 => -
"""


def test_chrome_of_pages_is_known() -> None:
    first, second = shares(LINES, noise_of)
    assert first >= FLOOR
    assert second >= FLOOR


FLOOR = 0.93


@given(st.text(max_size=170))
def test_no_text_raises(line: str) -> None:
    noise_of(line)
