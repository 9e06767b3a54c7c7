namespace Gezhi.Indicators.Definitions;

/// <summary>The figures of the product. 产品指标</summary>
public sealed partial class FigureList
{
    private static readonly Words City = new(
        "GB/T 30428.4-2016 绩效评价（据公开实现中的条文引述）",
        "GB/T 30428.4-2016, as quoted in a public implementation"
    );
    private static readonly Words Department = new("一市专业部门考评公开说明", "published note on one city’s evaluation of departments");
    private static readonly Words Region = new("公开实现中的区域评价", "evaluation of areas in a public implementation");
    private static readonly Words House = new("本平台定义", "defined here");
    private static readonly Words Hotline = new("12345 三率通行做法", "common practice of the 12345 hotline");
    private static readonly Words VoidAndJoined = new("作废、并入他案的不计", "void cases and those joined to another are left out");
    private static readonly Words AndShelved = new(
        "作废、并入他案的不计；挂账期间移出",
        "void and joined cases are left out; shelved ones while they are shelved"
    );
    private static readonly Words Strictly = new(
        "作废、并入他案的不计；挂账按未结案计，延期不计",
        "void and joined cases are left out; shelved ones count as not closed, extensions are ignored"
    );

    /// <summary>What the product ships.</summary>
    public static FigureList Product { get; } =
        new([.. Volumes(), .. Closing(), .. Quality(), .. Stages(), .. Times(), .. Voices(), .. Levels()]);

    /// <summary>Published elsewhere, not reckoned here.</summary>
    public static IReadOnlyList<FigureLeftOut> LeftOut { get; } =
    [
        new(
            "missed_rate",
            new("漏报率", "Missed-report rate"),
            new("经确认应报未报 ÷ 立案", "confirmed misses ÷ filed"),
            new("没有「应报未报」的认定环节，不凭空造数", "nobody confirms here what a worker should have reported, and nothing is made up")
        ),
        new(
            "verify_dispatch_rate",
            new("核实按时派发率", "On-time sending of verification"),
            new("按时派发核实 ÷ 应派发核实", "sent in time ÷ to be sent"),
            new("派发核实没有单独时限，计入按时立案", "sending has no limit of its own; it lies within filing in time")
        ),
        new(
            "check_dispatch_rate",
            new("核查按时派发率", "On-time sending of check"),
            new("按时派发核查 ÷ 应派发核查", "sent in time ÷ to be sent"),
            new("反馈即进入核查，没有派发环节", "a hand-in goes to the checkers by itself")
        ),
        new(
            "response_rate",
            new("响应率", "Response rate"),
            new("时限内联系 ÷ 回访数", "contacted within the limit ÷ followed up"),
            new("联系反映人没有统一时限；以首次答复用时代替", "no common limit for the first contact; see the time to the first answer")
        ),
    ];

    private static IEnumerable<FigureDefinition> Volumes() =>
        [
            Count("reported", "上报数", "Reported", "上报的诉求开立的案件", "cases opened by reports", Basis.Reported, Mark.None, House),
            Count("filed", "立案数", "Filed", "首次立案的案件", "cases filed for the first time", Basis.Filed, Mark.Filed, City) with
            {
                Exclusions = VoidAndJoined,
            },
            Count(
                "dispatched",
                "派遣数",
                "Dispatched",
                "立案后派遣过的案件",
                "filed cases that were sent to a unit",
                Basis.Filed,
                Mark.Filed | Mark.Dispatched,
                City
            ) with
            {
                Exclusions = new("自行处置的不计", "those solved on the spot are left out"),
            },
            Count("closed", "结案数", "Closed", "当日结案的案件", "cases closed on the day", Basis.Closed, Mark.Closed, City),
            Count(
                "due",
                "应结案数",
                "Due",
                "立案数 − 未到期的未结案件",
                "filed − open and not yet due",
                Basis.Filed,
                Mark.Due,
                Department
            ) with
            {
                Exclusions = AndShelved,
                Clock = FigureClock.OfTheLimit,
                StrictKey = "due_strict",
            },
            Count(
                "due_strict",
                "应结案数（严格）",
                "Due, strictly",
                "按原定时限：已结案或原定时限已过",
                "by the limit as first set: closed or past it",
                Basis.Filed,
                Mark.StrictDue,
                House
            ) with
            {
                Exclusions = Strictly,
                Clock = FigureClock.OfTheLimit,
            },
            Count(
                "late_open",
                "超期未结",
                "Overdue",
                "已过处置时限仍未结案",
                "open past the handling limit",
                Basis.Filed,
                Mark.LateOpen,
                House
            ) with
            {
                Exclusions = AndShelved,
                Clock = FigureClock.OfTheLimit,
                Direction = Direction.Down,
            },
            Count("shelved", "挂账数", "Shelved", "仍在挂账的案件", "cases still shelved", Basis.Filed, Mark.Filed | Mark.Shelved, House),
        ];

    private static IEnumerable<FigureDefinition> Closing() =>
        [
            Share(
                "close_ontime_rate",
                "按期结案率",
                "On-time closing",
                "按期结案 ÷ 应结案",
                "closed in time ÷ due",
                Basis.Filed,
                Mark.Due,
                Mark.ClosedOnTime,
                Region
            ) with
            {
                Exclusions = AndShelved,
                Clock = FigureClock.OfTheLimit,
                Direction = Direction.Up,
                StrictKey = "close_ontime_rate_strict",
            },
            Share(
                "close_ontime_rate_strict",
                "按期结案率（严格）",
                "On-time closing, strictly",
                "原定时限内结案 ÷ 应结案（严格）",
                "closed within the limit as first set ÷ due, strictly",
                Basis.Filed,
                Mark.StrictDue,
                Mark.StrictOnTime,
                House
            ) with
            {
                Exclusions = Strictly,
                Clock = FigureClock.OfTheLimit,
                Direction = Direction.Up,
            },
            Share("close_rate", "结案率", "Closing rate", "结案 ÷ 应结案", "closed ÷ due", Basis.Filed, Mark.Due, Mark.Closed, Region) with
            {
                Exclusions = AndShelved,
                Clock = FigureClock.OfTheLimit,
                Direction = Direction.Up,
                StrictKey = "close_rate_strict",
            },
            Share(
                "close_rate_strict",
                "结案率（严格）",
                "Closing rate, strictly",
                "结案 ÷ 应结案（严格）",
                "closed ÷ due, strictly",
                Basis.Filed,
                Mark.StrictDue,
                Mark.Closed,
                House
            ) with
            {
                Exclusions = Strictly,
                Clock = FigureClock.OfTheLimit,
                Direction = Direction.Up,
            },
        ];

    private static IEnumerable<FigureDefinition> Quality() =>
        [
            Share(
                "rework_rate",
                "返工率",
                "Rework rate",
                "返工过的案件 ÷ 立案",
                "cases reworked ÷ filed",
                Basis.Filed,
                Mark.Filed,
                Mark.Reworked,
                Department
            ) with
            {
                Exclusions = new(
                    "作废、并入他案的不计；一案返工几次计一件",
                    "void and joined cases are left out; a case counts once however often"
                ),
                Direction = Direction.Down,
            },
            Share(
                "return_rate",
                "退单率",
                "Return rate",
                "退过单的案件 ÷ 派遣",
                "cases sent back ÷ dispatched",
                Basis.Filed,
                Mark.Filed | Mark.Dispatched,
                Mark.Returned,
                House
            ) with
            {
                Exclusions = new("一案退单几次计一件", "a case counts once however often"),
                Direction = Direction.Down,
            },
            Share(
                "reopen_rate",
                "重办率",
                "Reopening rate",
                "重办过的案件 ÷ 曾结案",
                "cases reopened ÷ ever closed",
                Basis.Filed,
                Mark.EverClosed,
                Mark.Reopened,
                House
            ) with
            {
                Direction = Direction.Down,
            },
            Share("file_rate", "立案率", "Filing rate", "立案 ÷ 上报", "filed ÷ reported", Basis.Reported, Mark.None, Mark.Filed, House),
            Share(
                "file_accuracy",
                "准确立案率",
                "Filing accuracy",
                "（曾立案 − 作废）÷ 曾立案",
                "(ever filed − void) ÷ ever filed",
                Basis.Filed,
                Mark.EverFiled,
                Mark.NotVoid,
                City
            ) with
            {
                Direction = Direction.Up,
            },
            Share(
                "dispatch_accuracy",
                "准确派遣率",
                "Dispatch accuracy",
                "（派遣 − 退单）÷ 应派遣",
                "(dispatched − returned) ÷ to be dispatched",
                Basis.Filed,
                Mark.DispatchDue,
                Mark.DispatchedRight,
                City
            ) with
            {
                Exclusions = new("自行处置的不计", "those solved on the spot are left out"),
                Direction = Direction.Up,
            },
            Share(
                "valid_report_rate",
                "有效上报率",
                "Valid report rate",
                "网格上报并立案 ÷ 网格上报",
                "reported by workers and filed ÷ reported by workers",
                Basis.Reported,
                Mark.ByWorker,
                Mark.Filed,
                City
            ) with
            {
                Exclusions = new("只计网格巡查和走访上报", "only what patrols and visits report"),
                Direction = Direction.Up,
            },
            Share(
                "public_report_rate",
                "公众举报率",
                "Public-report rate",
                "公众诉求立案 ÷ 立案",
                "filed from the public ÷ filed",
                Basis.Filed,
                Mark.Filed,
                Mark.ByPublic,
                Region
            ) with
            {
                Exclusions = new(
                    "不进默认评价：愿意反映的地方不应吃亏",
                    "not part of the default evaluation: places that speak up must not lose by it"
                ),
            },
            Share(
                FoundFirst,
                "主动发现率",
                "Found first",
                "最早一次上报来自巡查、走访检查、视频或物联的立案 ÷ 立案",
                "filed cases whose earliest report came from a patrol, a visit or inspection, a camera or a sensor ÷ filed",
                Basis.Filed,
                Mark.Filed | Mark.FirstKnown,
                Mark.FoundFirst,
                House
            ) with
            {
                Exclusions = new(
                    "作废、并入他案的不计，并入的上报一起比先后；这一口径之前封存的月份没有值；只展示，不进考核",
                    "void and joined cases are left out, their reports count for who was first; months frozen before this was asked have no value; shown, never scored"
                ),
            },
            Share(
                "on_spot_rate",
                "自行处置率",
                "Solved on the spot",
                "自行处置 ÷ 立案",
                "solved on the spot ÷ filed",
                Basis.Filed,
                Mark.Filed,
                Mark.SolvedOnSpot,
                House
            ),
        ];

    private static IEnumerable<FigureDefinition> Stages() =>
        [
            InTime(
                "file_ontime_rate",
                "按时立案率",
                "On-time filing",
                "按时立案 ÷ 经受理立案",
                "filed in time ÷ filed at the desk",
                Basis.Filed,
                Mark.FilingDue,
                Mark.FiledOnTime
            ),
            InTime(
                "dispatch_ontime_rate",
                "按时派遣率",
                "On-time dispatch",
                "按时派遣 ÷ 应派遣",
                "dispatched in time ÷ to be dispatched",
                Basis.Filed,
                Mark.DispatchDue,
                Mark.DispatchedOnTime
            ),
            InTime(
                "verify_ontime_rate",
                "按时核实率",
                "On-time verification",
                "按时核实 ÷ 应核实",
                "verified in time ÷ to be verified",
                Basis.Reported,
                Mark.ConfirmDue,
                Mark.ConfirmedOnTime
            ),
            InTime(
                "check_ontime_rate",
                "按时核查率",
                "On-time check",
                "按时核查 ÷ 应核查",
                "checked in time ÷ to be checked",
                Basis.Filed,
                Mark.CheckDue,
                Mark.CheckedOnTime
            ),
        ];

    private static IEnumerable<FigureDefinition> Times() =>
        [
            Minutes(
                "first_answer_minutes",
                "首次答复用时",
                "Time to the first answer",
                "上报到第一次告知反映人，分钟均值",
                "from report to the first word to the reporter, mean minutes",
                Basis.Reported,
                Mark.Answered,
                Measure.FirstAnswer,
                FigureClock.Wall
            ),
            Minutes(
                "dispatch_minutes",
                "派遣用时",
                "Time to dispatch",
                "立案到首次派遣，分钟均值",
                "from filing to the first dispatch, mean minutes",
                Basis.Filed,
                Mark.Filed | Mark.Dispatched,
                Measure.Dispatch,
                FigureClock.Wall
            ),
            Minutes(
                "arrival_minutes",
                "到场用时",
                "Time to arrival",
                "派遣到到场，分钟均值",
                "from dispatch to arrival, mean minutes",
                Basis.Filed,
                Mark.Filed | Mark.Arrived,
                Measure.Arrival,
                FigureClock.Wall
            ),
            Minutes(
                "handling_minutes",
                "处置用时",
                "Handling time",
                "派遣到交回结果，分钟均值，含夜间和节假日",
                "from dispatch to hand-in, mean minutes, nights and holidays included",
                Basis.Closed,
                Mark.Closed | Mark.HandedIn,
                Measure.Handling,
                FigureClock.Wall
            ),
            Minutes(
                "handling_work_minutes",
                "处置工作用时",
                "Handling time at work",
                "派遣到交回结果，工作分钟均值",
                "from dispatch to hand-in, mean working minutes",
                Basis.Closed,
                Mark.Closed | Mark.HandedIn,
                Measure.Working,
                FigureClock.Working
            ),
        ];

    private static IEnumerable<FigureDefinition> Voices() =>
        [
            Share(
                "satisfaction_rate",
                "满意率",
                "Satisfied",
                "平均 4 星及以上的案件 ÷ 有评价的结案",
                "cases with a mean of 4 stars or more ÷ rated closed cases",
                Basis.Closed,
                Mark.Closed | Mark.Rated,
                Mark.Satisfied,
                Hotline
            ) with
            {
                Direction = Direction.Up,
            },
            Share(
                "resolve_rate",
                "解决率",
                "Solved by their word",
                "评价人都说已解决 ÷ 有评价的结案",
                "cases all raters call solved ÷ rated closed cases",
                Basis.Closed,
                Mark.Closed | Mark.Rated,
                Mark.Solved,
                Hotline
            ) with
            {
                Direction = Direction.Up,
            },
            new()
            {
                Key = "satisfaction_stars",
                Name = new("满意度", "Satisfaction"),
                Formula = new("评价星数之和 ÷ 评价份数，1 至 5", "sum of stars ÷ ratings, 1 to 5"),
                Kind = FigureKind.Mean,
                Basis = Basis.Closed,
                Whole = Mark.Closed | Mark.Rated,
                Measure = Measure.Stars,
                IsPerRating = true,
                Direction = Direction.Up,
                Source = Hotline,
            },
        ];

    private static IEnumerable<FigureDefinition> Levels() =>
        [
            Level(
                "solved_in_grid_rate",
                "格内办结率",
                "Solved within the grid",
                "格内办结 ÷ 结案（小事不出格）",
                "closed without leaving the grid ÷ closed",
                Mark.InGrid
            ),
            Level(
                "solved_in_community_rate",
                "社区内办结率",
                "Solved within the community",
                "社区及以下办结 ÷ 结案",
                "closed at the community or below ÷ closed",
                Mark.InCommunity
            ),
            Level(
                "solved_in_street_rate",
                "街道内办结率",
                "Solved within the street",
                "街道及以下办结 ÷ 结案",
                "closed at the street or below ÷ closed",
                Mark.InStreet
            ),
        ];

    private static FigureDefinition Count(
        string key,
        string zh,
        string en,
        string formulaZh,
        string formulaEn,
        Basis basis,
        Mark whole,
        Words source
    ) =>
        new()
        {
            Key = key,
            Name = new(zh, en),
            Formula = new(formulaZh, formulaEn),
            Kind = FigureKind.Cases,
            Basis = basis,
            Whole = whole,
            Source = source,
        };

    private static FigureDefinition Share(
        string key,
        string zh,
        string en,
        string formulaZh,
        string formulaEn,
        Basis basis,
        Mark whole,
        Mark counted,
        Words source
    ) => Count(key, zh, en, formulaZh, formulaEn, basis, whole, source) with { Kind = FigureKind.Share, Counted = counted };

    private static FigureDefinition InTime(
        string key,
        string zh,
        string en,
        string formulaZh,
        string formulaEn,
        Basis basis,
        Mark whole,
        Mark counted
    ) =>
        Share(key, zh, en, formulaZh, formulaEn, basis, whole, counted, City) with
        {
            Clock = FigureClock.OfTheLimit,
            Direction = Direction.Up,
        };

    private static FigureDefinition Minutes(
        string key,
        string zh,
        string en,
        string formulaZh,
        string formulaEn,
        Basis basis,
        Mark whole,
        Measure measure,
        FigureClock clock
    ) =>
        Count(key, zh, en, formulaZh, formulaEn, basis, whole, House) with
        {
            Kind = FigureKind.Mean,
            Measure = measure,
            Clock = clock,
            Direction = Direction.Down,
        };

    private static FigureDefinition Level(string key, string zh, string en, string formulaZh, string formulaEn, Mark counted) =>
        Share(key, zh, en, formulaZh, formulaEn, Basis.Closed, Mark.Closed, counted, House) with
        {
            Direction = Direction.Up,
        };
}
