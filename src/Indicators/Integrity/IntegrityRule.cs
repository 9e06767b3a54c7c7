using Gezhi.Indicators.Definitions;

namespace Gezhi.Indicators.Integrity;

/// <summary>A rule by which the machine points something out to a person: data, with a version. 诚信规则</summary>
/// <param name="Key">Stable.</param>
/// <param name="Says">What strikes, in a sentence, with the thresholds in their order.</param>
/// <param name="FalseAlarms">What it also strikes at, although all is in order.</param>
/// <param name="Days">How far it looks back.</param>
/// <param name="Version">Grows with any change of thresholds or meaning.</param>
/// <param name="Thresholds">By name, in the order in which <paramref name="Says"/> names them.</param>
public sealed record IntegrityRule(
    string Key,
    Words Name,
    Words Says,
    Words FalseAlarms,
    int Days,
    int Version,
    IReadOnlyList<(string Name, double Value)> Thresholds
)
{
    /// <summary>Value of a threshold.</summary>
    /// <exception cref="InvalidOperationException">The rule has none of this name.</exception>
    public double this[string name] => Thresholds.Single(t => t.Name == name).Value;
}

/// <summary>All rules of the product. 诚信规则表</summary>
public static class IntegrityRules
{
    public const string Photo = "photo-reused";
    public const string Split = "report-split";
    public const string Track = "track-impossible";
    public const string Shots = "photos-impossible";
    public const string Dwell = "dwell-faked";
    public const string Visits = "visits-too-regular";
    public const string Satisfied = "everyone-satisfied";
    public const string Burst = "ratings-in-a-burst";
    public const string Bunching = "deadline-bunching";

    public static readonly IReadOnlyList<IntegrityRule> All =
    [
        new(
            Photo,
            new("重复使用照片", "Photo used again"),
            new(
                "工作人员反馈的照片与以前另一案件的照片相同或几乎相同。",
                "A photo handed in by staff is the same, or nearly, as one of an earlier case."
            ),
            new(
                "同一处设施隔一段时间再拍、两案本是一件事时也会出现；预计每十条里三到四条属于正常。",
                "Also strikes when the same thing is photographed again later, or two cases are one matter; expect three to four in ten to be in order."
            ),
            60,
            1,
            []
        ),
        new(
            Split,
            new("拆分上报", "Report split up"),
            new(
                "同一工作人员在 {0} 分钟内、{1} 米内上报同一类别 {2} 件以上，并且都办结了。",
                "One worker reports {2} or more of the same category within {0} minutes and {1} metres, and all were closed."
            ),
            new(
                "一条街上确有几处同类问题时也会出现；预计每十条里五条属于正常。",
                "Also strikes when a street really has several of them; expect five in ten to be in order."
            ),
            30,
            1,
            [("minutes", 20), ("metres", 60), ("cases", 3)]
        ),
        new(
            Track,
            new("轨迹速度不可能", "Impossible speed on duty"),
            new(
                "在岗轨迹相邻两点的速度超过每小时 {0} 公里，距离扣除定位误差后超过 {1} 米。",
                "Between two neighbouring points on duty the speed is above {0} km/h and the distance, less the error of the receiver, above {1} m."
            ),
            new(
                "定位漂移、隧道和高楼间也会出现；预计每十条里六条属于正常。轨迹只由程序比对，任何人看不到点位。",
                "Also strikes where the receiver drifts, in tunnels, between towers; expect six in ten to be in order. Only the program compares points; nobody sees them."
            ),
            30,
            1,
            [("kmh", 150), ("metres", 1000)]
        ),
        new(
            Shots,
            new("两张现场照片来不及", "No time between two photos on the spot"),
            new(
                "同一人两张现场照片之间的速度超过每小时 {0} 公里，距离超过 {1} 米。",
                "Between two photos of one person on the spot the speed is above {0} km/h and the distance above {1} m."
            ),
            new(
                "手机时钟被改、照片由同事代传时也会出现；预计每十条里五条属于正常。",
                "Also strikes when a clock was changed or a colleague sent the photo; expect five in ten to be in order."
            ),
            30,
            1,
            [("kmh", 150), ("metres", 1000)]
        ),
        new(
            Dwell,
            new("停留点位完全不动", "Place that never moves"),
            new(
                "在岗轨迹连续 {0} 个点到最后一位小数都一样，持续 {1} 分钟以上。真实定位总有抖动。",
                "{0} points in a row on duty are alike to the last decimal for {1} minutes or more. A real receiver always trembles."
            ),
            new(
                "设备静置充电或定位关闭时也会出现；预计每十条里五条属于正常。",
                "Also strikes when a device lies charging or positioning is off; expect five in ten to be in order."
            ),
            30,
            1,
            [("points", 20), ("minutes", 30)]
        ),
        new(
            Visits,
            new("到点打卡过于整齐", "Check-ins too regular"),
            new(
                "同一人在同一点位连续 {0} 次打卡，每天的时刻相差不超过 {1} 秒。",
                "One person checks in at the same place {0} times in a row, within {1} seconds of the same time of day."
            ),
            new(
                "习惯很固定的人也会出现；预计每十条里四条属于正常。",
                "Also strikes at people of very fixed habits; expect four in ten to be in order."
            ),
            30,
            1,
            [("days", 6), ("seconds", 20)]
        ),
        new(
            Satisfied,
            new("人人满意", "Everybody satisfied"),
            new(
                "一名承办人 {0} 份以上评价几乎全是五星，按全区比例出现这种情况的概率低于 {1}。",
                "Nearly all of {0} or more ratings of one handler have five stars; by the share of the district the probability is below {1}."
            ),
            new(
                "确实办得好的人也会出现；预计每十条里五条属于正常。不显示也不保存谁评的。",
                "Also strikes at people who do well; expect five in ten to be in order. Who rated is neither shown nor kept."
            ),
            90,
            1,
            [("ratings", 20), ("tail", 0.001)]
        ),
        new(
            Burst,
            new("评价扎堆", "Ratings in a burst"),
            new("一名承办人的 {0} 份五星评价集中在 {1} 分钟内。", "{0} five-star ratings of one handler lie within {1} minutes."),
            new(
                "群发提醒之后居民一起评价时也会出现；预计每十条里六条属于正常。不收集评价人的设备信息，所以只看时间。",
                "Also strikes when residents rate together after a reminder; expect six in ten to be in order. Nothing is known of the devices of those who rate, so only time counts."
            ),
            30,
            1,
            [("ratings", 6), ("minutes", 10)]
        ),
        new(
            Bunching,
            new("踩点反馈又重办", "Handed in at the last minute, then done again"),
            new(
                "一个单位在时限前最后 {0} 分钟反馈的件数明显多于全区比例（概率低于 {1}，至少 {2} 件），其中返工或重办超过 {3}。",
                "A unit hands in far more in the last {0} minutes before the deadline than the share of the district (probability below {1}, {2} cases at least), and more than {3} of them came back."
            ),
            new(
                "时限很短的类别多、或每天固定时刻集中反馈的单位也会出现；预计每十条里四条属于正常。",
                "Also strikes at units with many very short limits, or that hand in at a fixed hour; expect four in ten to be in order."
            ),
            60,
            1,
            [("minutes", 30), ("tail", 0.001), ("cases", 6), ("cameBack", 0.25)]
        ),
    ];

    /// <exception cref="InvalidOperationException">No such rule.</exception>
    public static IntegrityRule Of(string key) => All.Single(r => r.Key == key);
}
