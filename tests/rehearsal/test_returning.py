from collections import Counter
from itertools import pairwise

import pytest

from phieu.rehearsal.returning import IssuedForm, PageReference, nonresponse, shuffle

DISTRICTS = ("Núi Thành", "Đại Lộc", "Duy Xuyên", "Tây Giang")
ISSUED = [
    IssuedForm(f"S{number:04}", ("DU", "UB", "MT")[number % 3], DISTRICTS[number % 4], 5)
    for number in range(611)
]


def test_about_the_asked_share_of_the_forms_comes_back():
    assert 0.92 <= len(nonresponse(ISSUED, 1)) / len(ISSUED) <= 0.99
    assert 0.45 <= len(nonresponse(ISSUED, 1, response=0.5)) / len(ISSUED) <= 0.55


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_all_or_none_means_all_or_none(share):
    assert len(nonresponse(ISSUED, 1, response=share)) == share * len(ISSUED)


def test_whether_a_form_returns_does_not_hang_on_the_others():
    assert set(nonresponse(ISSUED[100:200], 4)) <= set(nonresponse(ISSUED, 4))


def test_a_few_forms_lack_one_page():
    lengths = Counter(len(form.pages) for seed in range(5) for form in nonresponse(ISSUED, seed))
    assert set(lengths) == {4, 5}
    assert 3 <= lengths[4] <= 30


def test_a_form_of_one_page_never_comes_back_empty():
    single = [IssuedForm(form.serial, form.body, form.district, 1) for form in ISSUED]
    assert all(form.pages == (0,) for form in nonresponse(single, 1))


def test_every_returned_page_is_in_exactly_one_file():
    returned = nonresponse(ISSUED, 2)
    pages = [page for file in shuffle(returned, 2) for page in file.pages]
    expected = {PageReference(form.serial, page) for form in returned for page in form.pages}
    assert len(pages) == len(expected)
    assert set(pages) == expected


def test_files_are_pdf_and_tiff_in_a_plan_that_can_be_repeated():
    returned = nonresponse(ISSUED, 2)
    plan = shuffle(returned, 2)
    assert plan == shuffle(returned, 2)
    assert plan != shuffle(returned, 3)
    assert [file.name for file in plan[:3]] == ["scan-01.pdf", "scan-02.pdf", "scan-03.tiff"]
    assert all(file.name.endswith(file.kind) for file in plan)


def test_forms_are_out_of_order_and_some_pages_are_torn_apart():
    plan = shuffle(nonresponse(ISSUED, 2), 2)
    serials = [page.serial for page in plan[0].pages]
    assert serials != sorted(serials)
    homes = {}
    for file in plan:
        for page in file.pages:
            homes.setdefault(page.serial, set()).add(file.name)
    assert any(len(names) > 1 for names in homes.values())
    breaks = sum(one != other for one, other in pairwise(serials))
    assert breaks > len(set(serials))


def test_no_returns_give_no_files():
    assert shuffle((), 1) == ()


def test_fewer_forms_than_files_leave_no_empty_file():
    assert all(file.pages for file in shuffle(nonresponse(ISSUED[:2], 1), 1))
