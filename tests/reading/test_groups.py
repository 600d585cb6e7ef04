"""A page's boxes become groups that decide together."""

from synthetic_paper import SCALE_CODES, layout, questionnaire

from phieu.paper.geometry import Box
from phieu.reading.groups import AnyOf, Digits, OneOf, Ranked, Words, groups_of

GROUPS = groups_of(questionnaire(), layout().boxes)


def test_every_box_of_the_page_stands_in_exactly_one_group():
    assert sorted(box for group in GROUPS for box in group.boxes) == list(range(88))


def test_a_list_a_matrix_row_and_consent_are_one_of_several():
    found = {group.variable: group.codes for group in GROUPS if isinstance(group, OneOf)}
    assert found["DY0"] == (1, 2)
    assert found["B1_6"] == found["B2"] == SCALE_CODES


def test_the_columns_of_a_ranking_are_one_group_in_order():
    (ranked,) = [group for group in GROUPS if isinstance(group, Ranked)]
    assert ranked.variables == ("B3_1", "B3_2", "B3_3")
    assert ranked.columns[0].codes == (1, 2, 3, 4, 5)


def test_a_multiple_choice_yields_a_variable_an_option_and_knows_what_is_exclusive():
    (several,) = [group for group in GROUPS if isinstance(group, AnyOf)]
    assert several.variables[0] == "C3_1"
    assert several.exclusive == (8,)


def test_digits_stand_by_their_worth_highest_first_whatever_the_order_of_boxes():
    boxes = tuple(reversed(layout().boxes))
    (number,) = [g for g in groups_of(questionnaire(), boxes) if isinstance(g, Digits)]
    assert [place.worth for place in number.places] == [10, 1]
    assert number.places[0].digits == tuple(range(10))
    assert (number.field.least, number.field.most) == (0, 90)
    assert all(boxes[i].place == 10 for i in number.places[0].boxes)


def test_words_beside_an_option_are_kept_like_an_open_answer():
    boxes = (*layout().boxes, Box("C3_7_text", 0, "text", 60, 227, 50, 6))
    words = [g.variable for g in groups_of(questionnaire(), boxes) if isinstance(g, Words)]
    assert words == ["H2", "C3_7_text"]


def test_questions_of_other_pages_have_no_group_here():
    assert groups_of(questionnaire(), ()) == ()
