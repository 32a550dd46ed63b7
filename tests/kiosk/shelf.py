"""A small shelf of procedures to look for, with names as they are published."""

from pathlib import Path

from kiosk.index import Entry, build
from kiosk.search import Search
from kiosk.synonyms import Synonyms, usual

ANYBODY = "Công dân Việt Nam"
SHELF = (
    Entry("1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch", "UBND cấp xã", ANYBODY),
    Entry("1.004884", "Thủ tục đăng ký lại khai sinh", "Hộ tịch", "UBND cấp xã", ANYBODY),
    Entry("1.000656", "Thủ tục đăng ký khai tử", "Hộ tịch", "UBND cấp xã", ANYBODY),
    Entry("1.004873", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", "Hộ tịch", "UBND cấp xã"),
    Entry("1.004222", "Đăng ký thường trú", "Đăng ký, quản lý cư trú", "Công an cấp xã", ANYBODY),
    Entry("1.003197", "Xóa đăng ký thường trú", "Đăng ký, quản lý cư trú", "Công an cấp xã"),
    Entry("1.012786", "Cấp lại Giấy chứng nhận do bị mất", "Đất đai", "Văn phòng đăng ký"),
    Entry("1.012784", "Tách thửa hoặc hợp thửa đất.", "Đất đai", "Văn phòng đăng ký"),
    Entry(
        "1.012783",
        "Cấp đổi Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
        "Đất đai",
        "Văn phòng đăng ký",
    ),
    Entry(
        "2.001583", "Đăng ký thành lập công ty TNHH một thành viên", "Doanh nghiệp", "Sở Tài chính"
    ),
    Entry("3.000347", "Đổi giấy phép lái xe", "Sát hạch, cấp giấy phép lái xe", "Phòng CSGT"),
    Entry("1.010339", "Thay thế hoá đơn điện tử có mã của cơ quan thuế", "Thuế", "Thuế cơ sở"),
    Entry("1.008991", "Gia hạn chứng chỉ hành nghề kiến trúc", "Kiến trúc", "Sở Xây dựng"),
    Entry(
        "1.000049", "Cấp chứng chỉ hành nghề đo đạc bản đồ", "Đo đạc", "Sở", keywords=("trắc địa",)
    ),
)


def shelf(folder: Path, *more: Entry, synonyms: Synonyms | None = None) -> Search:
    """Build an index of the shelf and open it."""
    path = folder / "index.sqlite"
    build(path, (*SHELF, *more), synonyms or usual())
    return Search(path)
