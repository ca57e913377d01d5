"""Careers told as events: one row for entering, one for leaving."""

from __future__ import annotations

from tests.profile_told import parsed, roles, span, studies

JAPANESE = """
    学歴
    2004年4月　東都大学　経済学部　入学
    2008年3月　東都大学　経済学部　卒業
    職歴
    2008年4月　株式会社青葉製作所　入社
    2012年9月　一身上の都合により退職
    2012年10月　有限会社川辺商店　店長として入社
    現在に至る
    """
KOREAN = """
    학력
    2004년 3월 한솔대학교 경영학과 입학
    2008년 2월 한솔대학교 경영학과 졸업
    경력
    2008년 3월 가람상사 입사
    2012년 8월 가람상사 퇴사
    2012년 9월 들꽃식품 입사
    현재 재직 중
    """


def test_two_japanese_events_are_one_record() -> None:
    assert studies(JAPANESE) == [("東都大学", None, "経済学部", "2004-04/2008-03")]
    told = [(role.title, role.organization, span(role)) for role in parsed(JAPANESE).roles]
    assert told == [
        ("店長", "有限会社川辺商店", "2012-10/now"),
        (None, "株式会社青葉製作所", "2008-04/2012-09"),
    ]


def test_two_korean_events_are_one_record() -> None:
    assert studies(KOREAN) == [("한솔대학교", None, "경영학과", "2004-03/2008-02")]
    told = [(role.title, role.organization, span(role)) for role in parsed(KOREAN).roles]
    assert told == [(None, "들꽃식품", "2012-09/now"), (None, "가람상사", "2008-03/2012-08")]


def test_what_happened_in_between_is_text_and_the_same_firm_is_left() -> None:
    text = """
        職歴
        平成20年4月　株式会社青葉製作所　入社
        平成22年6月　営業部に配属
        平成24年9月　同社　退職
        """
    assert roles(text) == [(None, "株式会社青葉製作所", None, "2008-04/2012-09")]
    assert parsed(text).roles[0].description == "平成22年6月　営業部に配属"


def test_a_firm_that_another_role_stands_behind_is_still_left() -> None:
    text = """
        職歴
        2008年4月　株式会社青葉製作所　入社
        2010年4月　有限会社川辺商店　入社
        2011年3月　有限会社川辺商店　退職
        2012年9月　株式会社青葉製作所　退職
        """
    assert roles(text) == [
        (None, "株式会社青葉製作所", None, "2008-04/2012-09"),
        (None, "有限会社川辺商店", None, "2010-04/2011-03"),
    ]


def test_a_school_that_was_only_left_has_an_end() -> None:
    text = """
        学歴
        2004年3月　私立青葉高等学校　卒業
        2004年4月　東都大学　経済学部　入学
        2008年3月　同校　卒業
        """
    assert [(name, dates) for name, _, _, dates in studies(text)] == [
        ("東都大学", "2004-04/2008-03"),
        ("私立青葉高等学校", "None/2004-03"),
    ]
