"""A questionnaire with every kind of question, as a province might send it."""

from __future__ import annotations

from datetime import date

from phieu.questionnaire import kinds
from phieu.questionnaire.codes import Code, Column, Missing, Row, Scale
from phieu.questionnaire.model import Introduction, Questionnaire, Section

SATISFACTION = Scale(
    name="Mức độ hài lòng",
    codes=(
        Code(value=1, label="Rất không hài lòng"),
        Code(value=2, label="Không hài lòng"),
        Code(value=3, label="Bình thường"),
        Code(value=4, label="Hài lòng"),
        Code(value=5, label="Rất hài lòng"),
        Code(value=9, label="Không đánh giá", short="KĐG", missing=Missing.DONT_KNOW),
    ),
)


def codes(*labels):
    return tuple(Code(value=value, label=label) for value, label in enumerate(labels, start=1))


INTRODUCTION = Introduction(
    title="Phiếu thử mọi kiểu câu hỏi",
    subject="Về chất lượng phục vụ tại bộ phận một cửa",
    addressee={"ND": "Ông/Bà đến làm thủ tục tại bộ phận một cửa"},
    purpose="Nhằm nâng cao chất lượng phục vụ, cơ quan trân trọng đề nghị Ông/Bà cho ý kiến.",
    instructions="Xin đánh dấu (X) vào ô phù hợp. Khi chọn nhầm, xin tô kín ô đã chọn.",
    data_notice="Phiếu không hỏi họ tên, ngày sinh, số định danh. Việc trả lời là tự nguyện.",
    closing="Trân trọng cảm ơn Ông/Bà!",
    running_title="Phiếu thử mọi kiểu câu hỏi",
)

CHOICES = Section(
    id="A",
    title="Chọn phương án",
    questions=(
        kinds.Consent(
            id="DY", kind="consent", text="Ông/Bà:", codes=codes("Đồng ý trả lời", "Không đồng ý")
        ),
        kinds.Note(
            id="N1",
            kind="note",
            text="Các câu sau hỏi về lần gần nhất Ông/Bà đến làm thủ tục.",
        ),
        kinds.SingleChoice(
            id="A1", kind="single", text="Cơ quan trả lời:", prefilled="body", codes=codes("Dân")
        ),
        kinds.SingleChoice(
            id="A2",
            kind="single",
            number="1",
            text="Ông/Bà đến làm thủ tục về lĩnh vực nào?",
            codes=(
                *codes("Hộ tịch", "Chứng thực", "Đất đai", "Cư trú"),
                Code(value=5, label="Lĩnh vực khác (ghi rõ):", specify=True),
            ),
        ),
        kinds.MultipleChoice(
            id="A3",
            kind="multiple",
            number="2",
            text="Ông/Bà biết đến dịch vụ công trực tuyến qua đâu?",
            at_most=3,
            codes=codes("Báo, đài", "Cán bộ xã", "Mạng xã hội", "Người thân", "Khác"),
        ),
        kinds.Rating(id="A4", kind="scale", number="3", text="Mức độ hài lòng chung:", scale="S5"),
        kinds.Matrix(
            id="A5",
            kind="matrix",
            number="4",
            text="Mức độ hài lòng về:",
            scale="S5",
            rows=(
                Row(id="A5_1", text="Nơi ngồi chờ, trang thiết bị"),
                Row(id="A5_2", text="Thái độ phục vụ của công chức khi tiếp nhận hồ sơ"),
                Row(id="A5_3", text="Thời gian giải quyết thủ tục"),
            ),
        ),
        kinds.Ranking(
            id="A6",
            kind="ranking",
            number="5",
            text="Xin xếp thứ tự các việc cần làm trước:",
            codes=(
                *codes("Rút ngắn thời gian", "Giảm giấy tờ", "Hướng dẫn rõ hơn"),
                Code(value=4, label="Việc khác (ghi rõ):", specify=True),
            ),
        ),
        kinds.Score(
            id="A7",
            kind="score",
            number="6",
            text="Ông/Bà cho điểm chung từ 0 đến 10:",
            low="Rất kém",
            high="Rất tốt",
            codes=(Code(value=99, label="Không đánh giá", short="KĐG", missing=Missing.DONT_KNOW),),
        ),
    ),
)

NUMBERS = Section(
    id="B",
    title="Số và ngày",
    when="A2 = 1",
    questions=(
        kinds.Integer(
            id="B1",
            kind="integer",
            number="7",
            text="Số lần Ông/Bà đã đến làm thủ tục này:",
            most=120,
            unit="lần",
        ),
        kinds.Decimal(
            id="B2",
            kind="decimal",
            number="8",
            text="Tỷ lệ hồ sơ đúng hạn:",
            most="100",
            decimals=1,
            unit="%",
        ),
        kinds.Date(
            id="B3",
            kind="date",
            number="9",
            text="Ngày nộp hồ sơ:",
            earliest=date(2022, 1, 1),
            latest=date(2023, 12, 31),
        ),
        kinds.Month(
            id="B4",
            kind="month",
            number="10",
            text="Tháng nhận kết quả:",
            earliest="2023-01",
            latest="2023-12",
        ),
        kinds.NumberTable(
            id="B5",
            kind="number_table",
            number="11",
            text="Số hồ sơ của cơ quan:",
            most=9999,
            unit="hồ sơ",
            rows=(Row(id="R1", text="Hộ tịch"), Row(id="R2", text="Chứng thực bản sao, chữ ký")),
            columns=(
                Column(id="N22", text="Năm 2022"),
                Column(id="N23", text="Năm 2023"),
                Column(id="N24", text="6 tháng đầu năm 2024"),
            ),
        ),
    ),
)

WORDS = Section(
    id="C",
    title="Ý kiến và nơi ở",
    questions=(
        kinds.Cascade(
            id="C1",
            kind="cascade",
            number="12",
            text="Nơi ở của Ông/Bà:",
            levels=(
                kinds.Level(id="C1_H", text="Huyện, thị xã, thành phố:", codes=codes("Núi Thành")),
                kinds.Level(id="C1_X", text="Xã, phường, thị trấn:", codes=codes("Tam Hải")),
            ),
        ),
        kinds.ShortText(id="C2", kind="short_text", number="13", text="Nghề nghiệp:"),
        kinds.LongText(
            id="C3",
            kind="text",
            number="14",
            text="Ý kiến góp ý khác:",
            hint="xin không ghi họ tên",
            lines=3,
        ),
        kinds.Hidden(id="C4", kind="hidden", text="Kênh", source="channel"),
        kinds.Calculated(id="C5", kind="calculated", text="Tổng", expression="B1 + 1"),
        kinds.PaperBox(
            id="C6",
            kind="paper_box",
            text="Người trả lời",
            hint="(ký, không bắt buộc)",
            purpose="signature",
        ),
        kinds.PaperBox(
            id="C7",
            kind="paper_box",
            text="Phần dành cho nơi thu phiếu",
            hint="Ngày nhận, người nhận, số vào sổ",
            purpose="office",
            height_mm=15,
        ),
    ),
)

EVERY_KIND = Questionnaire(
    id="EVERY-KIND",
    version="1",
    bodies={"ND": "Dân"},
    introduction=INTRODUCTION,
    scales={"S5": SATISFACTION},
    sections=(CHOICES, NUMBERS, WORDS),
)
