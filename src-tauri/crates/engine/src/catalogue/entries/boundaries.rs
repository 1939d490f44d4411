//! Boundary files: steps of the history, and why one cannot be read or used.

use super::{Entry, e};

#[rustfmt::skip]
pub(super) static ENTRIES: &[Entry] = &[
    e("step_boundary", "导入边界文件“{name}”：{count} 个区域", "Brought in boundary file “{name}”: {count} areas", "", ""),
    e("step_delete_boundary", "删去边界文件“{name}”", "Took out boundary file “{name}”", "", ""),

    e("not_a_boundary", "“{file}”不是边界文件，或其中没有区域。", "“{file}” is not a boundary file, or holds no areas.",
      "需要 GeoJSON（UTF-8）：FeatureCollection，要素为 Polygon 或 MultiPolygon。shp、TopoJSON 等先用地图软件另存。", "A GeoJSON file (UTF-8) is needed: a FeatureCollection of Polygon or MultiPolygon. Save shp, TopoJSON and others as GeoJSON in a map program first."),
    e("not_lon_lat", "“{file}”中的坐标不是经纬度。", "The places in “{file}” are not longitudes and latitudes.",
      "用地图软件转成 CGCS2000 或 WGS84 的经纬度（先经度、后纬度）后重新导入。", "Convert it in a map program to longitude and latitude (in this order) of CGCS2000 or WGS 84, then import it again."),
    e("boundary_too_detailed", "“{file}”太大：边界文件至多 64 MiB、1 万个区域、100 万个点。", "“{file}” is too large: a boundary file may have 64 MiB, 10,000 areas and 1,000,000 points.",
      "用地图软件简化边界，或只留要画的区域。", "Simplify the borders in a map program, or keep only the areas to be drawn."),
    e("no_boundary", "还没有边界文件，画不了地图。", "There is no boundary file yet, so no map can be drawn.",
      "先导入：jianfu boundary import 文件 -w 工作簿 [--approval 审图号]；或改用 tile-grid、ranked-bars。", "Bring one in: jianfu boundary import FILE -w W [--approval NUMBER]; or use tile-grid or ranked-bars."),
    e("boundary_elsewhere", "边界文件“{name}”中没有数据里的任何地区。", "Boundary file “{name}” has none of the areas of the data.",
      "导入这些地区的边界文件，或用 --boundary 指明另一个：{names}。", "Bring in a file of these areas, or name another with --boundary: {names}."),
    e("unknown_boundary", "没有名为“{name}”的边界文件。", "There is no boundary file named “{name}”.",
      "已有：{names}。", "There are: {names}."),
];
