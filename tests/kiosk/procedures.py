"""Procedures as they are published: with cases, without papers, with the longest name, internal."""

from contract.catalogue import (
    Agencies,
    Basis,
    Case,
    Decision,
    Form,
    Outcome,
    Paper,
    Procedure,
    Way,
)

LONGEST = 1094
"""Letters of the longest name of a procedure in the national catalogue."""
LONG = ("Thủ tục chuyển đổi loại hình đăng ký đầu tư, cấp đổi giấy chứng nhận, " * 20)[:LONGEST]
MARKS = "Ế Ỗ Ặ Ữ: ĐỔI GIẤY PHÉP KHAI THÁC KHOÁNG SẢN Ở ĐỊA PHƯƠNG, ỦY QUYỀN"
FEE = (
    "Lệ phí: 50.000 đồng (miễn cho hộ nghèo, người khuyết tật, người cao tuổi; giảm 50 % khi nộp"
    " trực tuyến theo Nghị quyết của Hội đồng nhân dân tỉnh)"
)

LAND = Procedure(
    code="1.012783",
    name="Cấp đổi Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
    title="Đổi sổ đỏ",
    levels=("Cấp tỉnh", "Cấp xã"),
    kind="TTHC được luật giao quy định chi tiết",
    field="Đất đai",
    agencies=Agencies(
        executing="Văn phòng đăng ký đất đai, Chi nhánh Văn phòng đăng ký đất đai",
        competent="Văn phòng đăng ký đất đai",
        address="Bộ phận Một cửa",
    ),
    audience=("Công dân Việt Nam", "Doanh nghiệp"),
    steps=(
        (
            "Người sử dụng đất nộp hồ sơ tại Bộ phận Một cửa theo quy định của Ủy ban nhân dân tỉnh"
            " về việc thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông."
        ),
        (
            "Cơ quan tiếp nhận hồ sơ kiểm tra thành phần hồ sơ và cấp Giấy tiếp nhận"
            " hồ sơ và hẹn trả kết quả; trường hợp chưa đầy đủ thì trả hồ sơ kèm Phiếu"
            " yêu cầu bổ sung, hoàn thiện hồ sơ để người yêu cầu hoàn thiện, bổ sung theo quy định."
        ),
        "Văn phòng đăng ký đất đai kiểm tra hồ sơ, cập nhật biến động và trao Giấy chứng nhận.",
    ),
    ways=(
        Way(form=Form.IN_PERSON, time_limit="5 Ngày làm việc", fee=FEE),
        Way(form=Form.ONLINE, time_limit="5 Ngày làm việc", fee="Lệ phí: 25.000 đồng"),
        Way(form=Form.POST, time_limit="5 Ngày làm việc", fee=FEE, description="Tính từ ngày nhận"),
    ),
    cases=(
        Case(
            when="Cấp đổi do bị ố, nhòe, rách, hỏng",
            papers=(
                Paper(name="Đơn đăng ký biến động theo Mẫu số 18", form="Mẫu 18.docx", originals=1),
                Paper(name="Bản gốc Giấy chứng nhận đã cấp", originals=1),
            ),
        ),
        Case(
            when="Cấp đổi do đo đạc lại",
            papers=(
                Paper(name="Đơn đăng ký biến động theo Mẫu số 18", form="Mẫu 18.docx", originals=1),
                Paper(name="Bản gốc Giấy chứng nhận đã cấp", originals=1),
                Paper(name="Mảnh trích đo bản đồ địa chính thửa đất", originals=1, copies=1),
            ),
        ),
        Case(
            papers=(
                Paper(
                    name="Văn bản về việc đại diện theo quy định của pháp luật về dân sự, đối với"
                    " trường hợp thực hiện thủ tục đăng ký thông qua người đại diện",
                    copies=1,
                ),
                Paper(name="Người nộp xuất trình căn cước khi nộp hồ sơ", originals=0, copies=0),
            ),
        ),
    ),
    outcomes=(Outcome(name="Giấy chứng nhận quyền sử dụng đất"),),
    bases=(
        Basis(number="31/2024/QH15", name="Luật Đất đai"),
        Basis(number="101/2024/NĐ-CP", name="Nghị định quy định về điều tra cơ bản đất đai"),
    ),
    requirements="Không có.",
    decision=Decision(number="2304/QĐ-BNNMT", date="2025-06-23"),
    url="https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma=1.012783",
    service="dat-dai",
    on_the_spot=True,
    online_level="Toàn trình",
    popularity=90,
)
BIRTH = Procedure(
    code="1.001193",
    name="Thủ tục đăng ký khai sinh",
    title="Đăng ký khai sinh",
    field="Hộ tịch",
    audience=("Công dân Việt Nam",),
    cases=(
        Case(
            papers=(
                Paper(name="Tờ khai đăng ký khai sinh", form="Mẫu tờ khai", originals=1),
                Paper(name="Giấy chứng sinh", originals=1),
            )
        ),
    ),
    decision=Decision(number="163/QĐ-BTP"),
    service="ho-tich",
    popularity=200,
)
ELSEWHERE = Procedure(
    code="1.000005",
    name=LONG,
    field="Hải quan",
    agencies=Agencies(executing="Chi cục Hải quan khu vực"),
    audience=("Doanh nghiệp",),
    cases_text="Theo quy định tại Điều 16 Thông tư số 38/2015/TT-BTC.",
)
CAPITALS = Procedure(code="1.000049", name=MARKS, audience=("Doanh nghiệp",), service="full")
INTERNAL = Procedure(code="6.000001", name="Đăng ký nội bộ", service="dat-dai", popularity=999)
PROCEDURES = (LAND, BIRTH, ELSEWHERE, CAPITALS)
