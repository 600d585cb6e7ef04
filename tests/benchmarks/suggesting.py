"""How good the suggested codes are on answers whose codes are known, and how long they take.

    python tests/benchmarks/suggesting.py [ANSWERS]

Two corpora, both made here. `rehearsed`: the ten sentences of phieu's own rehearsals, of which
every further copy is known after the first; it says what is trivial. `varied`: one or two themes
an answer, eight phrasings a theme, signs, capitals, dropped syllables and missing tone marks mixed
in, and the answers in random order. One coder codes them all, rightly; before each answer the
suggestions rest on what was coded so far, as at the station. `new words`: answers in phrasings of
which none was coded before: what suggestions by shared words cannot know. The baseline proposes
the codes that were given most often so far. Real answers are more varied than any made ones: read
the differences between lines, not the lines as a promise.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np

from phieu.coding.answers import AnswerKey, OpenAnswer
from phieu.coding.codings import NO_CONTENT, Decision
from phieu.coding.suggestions import AT_MOST, Suggester
from phieu.coding.syllables import toneless
from phieu.rehearsal.phrases import SENTENCES

Made = list[tuple[str, Decision]]

THEMES: dict[int, Sequence[str]] = {
    41: (
        "biên chế còn thiếu so với quy mô dân số", "đề nghị bổ sung biên chế cho công an xã",
        "lực lượng mỏng, một người kiêm nhiều việc", "quân số ít so với yêu cầu nhiệm vụ",
        "cần tăng thêm cán bộ cho cơ sở", "số lượng cán bộ chưa đáp ứng khối lượng công việc",
        "xin thêm người để trực ban", "mỗi đồng chí phải phụ trách nhiều thôn",
    ),
    42: (
        "thiếu xe mô tô và máy tính để làm việc", "đề nghị cấp trang thiết bị, phương tiện",
        "phương tiện cũ, hay hỏng hóc", "chưa có camera và bộ đàm phục vụ tuần tra",
        "máy in, máy quét đều đã xuống cấp", "công cụ hỗ trợ chưa được trang bị đầy đủ",
        "cần trang bị thêm xe cho công an xã", "đường truyền mạng chập chờn, máy chậm",
    ),
    43: (
        "trụ sở chật hẹp, xuống cấp", "đề nghị sửa chữa, nâng cấp nơi tiếp công dân",
        "chưa có phòng làm việc riêng", "nơi tiếp dân còn tạm bợ", "cần xây dựng trụ sở mới",
        "công an xã đang ở nhờ nhà văn hóa thôn", "phòng tạm giữ hành chính chưa có",
        "không có chỗ để xe vi phạm",
    ),
    21: (
        "đề nghị tăng tuần tra ban đêm khu vực chợ và trường học",
        "cần tuần tra thường xuyên hơn vào ban đêm", "tuần tra các điểm phức tạp vào cuối tuần",
        "duy trì tổ tuần tra nhân dân", "ban đêm ít thấy lực lượng đi kiểm tra",
        "nên có lịch tuần tra từng khu dân cư", "thanh niên tụ tập đêm khuya chưa bị nhắc nhở",
        "tăng cường kiểm soát các tuyến đường vắng",
    ),
    22: (
        "trộm cắp vặt còn xảy ra", "ma túy có dấu hiệu xâm nhập thanh niên",
        "cờ bạc, số đề chưa xử lý dứt điểm", "lừa đảo qua mạng ngày càng nhiều",
        "tín dụng đen hoạt động lén lút", "cần triệt phá tụ điểm đánh bạc",
        "tệ nạn xã hội diễn biến phức tạp", "mất trộm trâu bò, xe máy chưa tìm ra thủ phạm",
    ),
    13: (
        "cần thông báo kết quả giải quyết kiến nghị sớm hơn", "trả lời đơn thư còn chậm",
        "phản ánh của dân lâu được hồi âm", "đơn gửi đã lâu chưa thấy trả lời",
        "giải quyết tin báo chưa đúng hẹn", "kiến nghị từ năm trước vẫn chưa xử lý",
        "nên hẹn rõ ngày trả kết quả", "việc phản hồi ý kiến của Mặt trận chưa kịp thời",
    ),
    33: (
        "tuyên truyền pháp luật sát với từng khu dân cư",
        "cần phổ biến luật giao thông cho học sinh",
        "công tác tuyên truyền còn hình thức", "nên tuyên truyền bằng tiếng đồng bào",
        "phát tờ rơi về phòng chống lừa đảo", "bà con chưa nắm được quy định mới",
        "tổ chức nói chuyện pháp luật ở thôn", "loa truyền thanh ít đưa tin an ninh",
    ),
    45: (
        "địa bàn rộng, đi lại khó khăn", "đường sá lầy lội vào mùa mưa",
        "nhiều thôn cách trung tâm xa",
        "địa hình đồi núi chia cắt", "dân cư sống phân tán", "xã vùng cao, giao thông cách trở",
        "muốn vào thôn phải đi bộ nửa ngày", "sông suối nhiều, mưa lũ là cô lập",
    ),
}  # fmt: skip
NOTHING = ("không có ý kiến gì thêm", "không", "nhất trí", "không có")
TWO_THEMES, NOTHING_SAID = 0.35, 0.12
NO_TONES, CAPITALS, SYLLABLE_LOST = 0.06, 0.04, 0.15


def rehearsed(count: int, rng: np.random.Generator) -> Made:
    """Each of the rehearsals' sentences is a theme of its own."""
    places = rng.integers(0, len(SENTENCES), count)
    last = len(SENTENCES) - 1
    return [(SENTENCES[p], NO_CONTENT if p == last else Decision.coded(int(p) + 1)) for p in places]


def varied(count: int, rng: np.random.Generator, phrasings: slice = slice(None)) -> Made:
    made = []
    for _answer in range(count):
        if rng.random() < NOTHING_SAID:
            made.append((_typed(str(rng.choice(NOTHING)), rng), NO_CONTENT))
            continue
        themes = rng.choice(list(THEMES), size=1 + (rng.random() < TWO_THEMES), replace=False)
        said = [_typed(str(rng.choice(THEMES[int(theme)][phrasings])), rng) for theme in themes]
        text = str(rng.choice(["; ", ". ", ", ", "\n- "])).join(said)
        made.append((text, Decision.coded(*(int(theme) for theme in themes))))
    return made


def _typed(text: str, rng: np.random.Generator) -> str:
    """As somebody keyed it."""
    words = text.split()
    if len(words) > 3 and rng.random() < SYLLABLE_LOST:
        words.pop(int(rng.integers(len(words))))
    text = " ".join(words)
    if rng.random() < NO_TONES:
        text = toneless(text)
    return text.upper() if rng.random() < CAPITALS else text.capitalize()


SPANS = (0, 30, 100, 300)  # answers coded so far


def measure(name: str, made: Made, *, learnt: int | None = None) -> None:
    """learnt: nothing is coded any more from this place on; only there it is measured."""
    answers = [OpenAnswer(f"{n:06}", "H3", text) for n, (text, _said) in enumerate(made)]
    for with_tones in (True, False):
        suggester = Suggester.of(answers, with_tones=with_tones)
        decisions: dict[AnswerKey, Decision] = {}
        popular: Counter[int | None] = Counter()
        rows: dict[int, Score] = {}
        for place, (answer, (_text, decision)) in enumerate(zip(answers, made, strict=True)):
            began = time.perf_counter()
            found = [one.code for one in suggester.suggest(answer.key, decisions)]
            score = Score.of(found, decision, popular, time.perf_counter() - began)
            start = max(start for start in SPANS if start <= place)
            if learnt is None or place >= learnt:
                start = start if learnt is None else learnt
                rows[start] = rows.get(start, Score()) + score
            if learnt is None or place < learnt:
                decisions[answer.key] = decision
                popular.update(decision.codes or {None})
        for start, row in rows.items():
            print(f"{name:<10} {'tones' if with_tones else 'no tones':<9}{start:>5}+ {row}")


@dataclass(frozen=True)
class Score:
    """Sums over answers. first, whole, baseline: answers; right: codes of those suggested."""

    answers: int = 0
    first: int = 0
    whole: int = 0
    right: int = 0
    suggested: int = 0
    none: int = 0
    baseline: int = 0
    seconds: tuple[float, ...] = ()

    @classmethod
    def of(
        cls,
        found: Sequence[int | None],
        decision: Decision,
        popular: Counter[int | None],
        seconds: float,
    ) -> Score:
        wanted: set[int | None] = set(decision.codes) or {None}
        common = {code for code, _n in popular.most_common(AT_MOST)}
        return cls(
            1,
            bool(found) and found[0] in wanted,
            wanted <= set(found),
            len(wanted & set(found)),
            len(found),
            not found,
            wanted <= common,
            (seconds,),
        )

    def __add__(self, other: Score) -> Score:
        return Score(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def __str__(self) -> str:
        n = self.answers
        shares = (self.first / n, self.whole / n, self.right / max(self.suggested, 1),
                  self.none / n, self.baseline / n)  # fmt: skip
        times = 1000 * statistics.median(self.seconds), 1000 * max(self.seconds)
        return "".join(f"{share:>9.0%}" for share in shares) + "".join(f"{t:>8.2f}" for t in times)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    heads = ("first", "all", "right", "none", "baseline")
    print(f"{'corpus':<21}{'coded':>5} ", *(f"{head:>8}" for head in heads), "    ms   worst")
    print("first: the first suggestion is right; right: the share of suggestions that are;")
    print(f"all: every code is among the {AT_MOST}; baseline: among the {AT_MOST} commonest;")
    print("none: nothing is suggested")
    measure("rehearsed", rehearsed(count, np.random.default_rng(7)))
    measure("varied", varied(count, np.random.default_rng(7)))
    rng = np.random.default_rng(7)
    known, new = varied(count, rng, slice(0, 4)), varied(count, rng, slice(4, 8))
    measure("new words", [*known, *new], learnt=count)


if __name__ == "__main__":
    main()
