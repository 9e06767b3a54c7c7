using Gezhi.Grids.Places;
using Gezhi.Platform.Ui;
using Gezhi.Platform.Ui.Charts;

namespace Gezhi.Web.Shell.Gallery;

/// <summary>Invented content, as in the first drawings of the centre. 样例</summary>
internal static class GallerySamples
{
    public static readonly KpiFigure[] Figures =
    [
        new("今日受理", "1,284", "#filed")
        {
            Change = "▲ 6%",
            IsGood = true,
            Note = "比上周日",
        },
        new("处置中", "342") { Note = "在岗 418 人" },
        new("1 小时内到期", "27") { Note = "青槐 11 件", Tone = "warn" },
        new("已超时", "9")
        {
            Change = "▼ 4",
            IsGood = true,
            Note = "比昨日",
            Tone = "late",
        },
        new("按时办结率", "96.4") { Unit = "%", Note = "目标 95%" },
        new("市民满意", null) { Note = "还没有评价" },
    ];

    public static readonly QueueRow.Row[] Rows =
    [
        Row("c1", "late", "已超时", "燃气异味", "15:58 热线", "文渊路街道 · 桐花里 4 栋", "超 6 分", 1.1, true),
        Row("c2", "new", "待受理", "窨井盖缺失一半", "16:02 市民", "青槐街道 · 文昌路口", "1 分", .06, true),
        Row("c3", "doing", "处置中", "道路积水约 20 cm", "15:31 视频", "北埠街道 · 下穿隧道", "12 分", .82, true),
        Row("c4", "new", "待受理", "占道经营", "16:01 网格", "青槐街道 · 槐荫街 118 号", "2 分", .03),
        Row("c5", "new", "待受理", "违规广告横幅", "16:01 视频", "南园街道 · 南园巷 7 号", "2 分", .03),
        Row("c6", "doing", "处置中", "树枝折断压线", "15:12 市民", "河东街道 · 银杏大道", "24 分", .7),
        Row("c7", "check", "待核查", "路灯不亮（3 盏）", "14:40 网格", "文渊路街道 · 书院街", "1 时", .48),
        Row("c8", "doing", "处置中", "垃圾满溢", "14:55 网格", "南园街道 · 早市东门", "41 分", .55),
        Row("c9", "doing", "处置中", "共享单车淤积", "14:20 视频", "青槐街道 · 地铁 B 口", "52 分", .38),
        Row("c10", "check", "待核查", "护栏破损", "13:48 网格", "北埠街道 · 中环路", "2 时", .35),
        Row("c11", "hold", "挂起", "河堤沉降", "昨天 网格", "河东街道 · 澄河北岸", "挂账", .5),
        Row("c12", "done", "已办结", "人行道地砖松动", "11:26 市民", "河东街道 · 河堤路", "用时 2 时", 0),
        Row("c13", "done", "已办结", "噪声扰民", "11:05 热线", "文渊路街道 · 学府里", "用时 1 时", 0),
    ];

    public static readonly double?[] Day =
    [
        .. Enumerable.Range(0, 72).Select(i => i < 48 ? 8 + 40 * Math.Max(0, Math.Sin((i - 10) / 14d)) + i % 5 : (double?)null),
    ];

    public static readonly LineChart.Line[] Lines =
    [
        new("近 4 周均值", "past", Points(47, i => 8 + 74 * Bell(i, 26, 11))),
        new("受理", "s1", Points(32, i => 7 + 82 * Bell(i, 19, 5) + 78 * Bell(i, 31, 4)), IsMain: true),
        new("办结", "s2", Points(32, i => 17 * Bell(i, 0, 5) + 74 * Bell(i, 23, 5) + 70 * Bell(i, 33, 4))),
    ];

    /// <summary>Cases at landmarks, thicker in some places than in others.</summary>
    public static object Map(IReadOnlyList<Landmark> places) =>
        new
        {
            cases = places
                .Where((place, i) => i % 3 == 0 || place.AreaCode[8] is '3' or '6')
                .Take(400)
                .Select(
                    (place, i) =>
                        new
                        {
                            id = $"m{i}",
                            lon = place.Lon,
                            lat = place.Lat,
                            area = place.AreaCode,
                            late = i % 23 == 0,
                            warn = i % 7 == 0,
                        }
                ),
        };

    private static QueueRow.Row Row(
        string id,
        string kind,
        string status,
        string title,
        string from,
        string where,
        string left,
        double used,
        bool urgent = false
    ) =>
        new(id, $"/dev/gallery/centre?case={id}", kind, status, title, from, where, left, used, id)
        {
            IsUrgent = urgent,
            BarClass =
                kind == "hold" ? "h"
                : used >= 1 ? "x"
                : used >= .7 ? "w"
                : "",
        };

    private static double?[] Points(int upTo, Func<int, double> of) =>
        [.. Enumerable.Range(0, 48).Select(i => i <= upTo ? Math.Min(of(i), 96) : (double?)null)];

    private static double Bell(int i, double middle, double width) => Math.Exp(-(i - middle) * (i - middle) / (2 * width * width));
}
