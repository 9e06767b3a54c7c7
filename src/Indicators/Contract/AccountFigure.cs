using Gezhi.Indicators.Definitions;

namespace Gezhi.Indicators.Contract;

/// <summary>By which of its days a case belongs to a month of evaluation. 考核归属日</summary>
public enum AccountDay
{
    /// <summary>应考核日: closed, or its limit as first set ran out.</summary>
    Judged,

    /// <summary>质量评定日: of the first doubt about the work, else the day above.</summary>
    Quality,

    /// <summary>上报日.</summary>
    Reported,

    /// <summary>立案日.</summary>
    Filed,
}

/// <summary>A share that evaluation may be made of: its numerator lies in its denominator, and what has come into the denominator stays there. 考核指标</summary>
/// <param name="Key">Stable name, the same in all versions.</param>
/// <param name="Version">1, 2, 3…; a version that was in force is never mended.</param>
/// <param name="Day">By which day a case counts in a month.</param>
/// <param name="Whole">Marks of the denominator.</param>
/// <param name="Counted">Marks of the numerator beside them.</param>
/// <param name="IsDown">True: less is better, the component is one hundred minus the share.</param>
public sealed record AccountFigure(string Key, int Version, AccountDay Day, long Whole, long Counted, bool IsDown = false)
{
    /// <summary>Name in two languages.</summary>
    public required Words Name { get; init; }

    /// <summary>The formula in words.</summary>
    public required Words Formula { get; init; }

    /// <summary>What is left out, or why it is made like this.</summary>
    public required Words Note { get; init; }

    /// <summary>Whether the case is in the denominator.</summary>
    public bool Stands(AccountLine line) => (line.Marks & Whole) == Whole;

    /// <summary>Whether it is in the numerator as well.</summary>
    public bool Counts(AccountLine line) => (line.Marks & (Whole | Counted)) == (Whole | Counted);

    /// <summary>The figures that a scheme may weigh, in the order in which they are shown. 可用指标</summary>
    public static IReadOnlyList<AccountFigure> All { get; } =
    [
        new("account_ontime", 1, AccountDay.Judged, (long)Mark.InAccount, (long)Mark.AccountOnTime)
        {
            Name = new("考核按期率", "On time, for evaluation"),
            Formula = new("原定时限内交结果并结案 ÷ 应考核", "handed in within the limit as first set, and closed ÷ in the account"),
            Note = Stays,
        },
        new("account_closed", 1, AccountDay.Judged, (long)Mark.InAccount, (long)Mark.Closed)
        {
            Name = new("考核结案率", "Closed, for evaluation"),
            Formula = new("已结案 ÷ 应考核", "closed ÷ in the account"),
            Note = Stays,
        },
        new("account_well_done", 1, AccountDay.Quality, (long)Mark.InQuality, (long)Mark.WellDone)
        {
            Name = new("一次办好率", "Done well at the first go"),
            Formula = new(
                "结案且没有返工、没有重办 ÷ （应考核或返工、重办过）",
                "closed without rework and without reopening ÷ in the account, reworked or reopened"
            ),
            Note = Stays,
        },
        new("ground_ontime", 1, AccountDay.Judged, (long)(Mark.InAccount | Mark.OnGround), (long)Mark.AccountOnTime)
        {
            Name = new("网格承办按期率", "On time, on the ground"),
            Formula = new("原定时限内办结 ÷ 网格承办的应考核", "closed within the limit as first set ÷ in the account, led on the ground"),
            Note = Stays,
        },
        new("ground_well_done", 1, AccountDay.Quality, (long)(Mark.InQuality | Mark.OnGround), (long)Mark.WellDone)
        {
            Name = new("网格承办一次办好率", "Done well at the first go, on the ground"),
            Formula = new(
                "结案且没有返工、没有重办 ÷ 网格承办的应评质量",
                "closed without rework and without reopening ÷ those led on the ground"
            ),
            Note = Stays,
        },
        new("verify_ontime_rate", 1, AccountDay.Reported, (long)Mark.ConfirmDue, (long)Mark.ConfirmedOnTime)
        {
            Name = new("按时核实率", "On-time verification"),
            Formula = new("按时核实 ÷ 应核实", "verified in time ÷ to be verified"),
            Note = new("到限未答也计入分母", "what ran out without an answer is in the denominator"),
        },
        new("file_ontime_rate", 1, AccountDay.Filed, (long)Mark.FilingDue, (long)Mark.FiledOnTime)
        {
            Name = new("按时立案率", "On-time filing"),
            Formula = new("按时立案 ÷ 经受理立案", "filed in time ÷ filed at the desk"),
            Note = new("自行处置的不计", "those solved on the spot are left out"),
        },
        new("file_accuracy", 1, AccountDay.Filed, (long)Mark.EverFiled, (long)Mark.NotVoid)
        {
            Name = new("准确立案率", "Filing accuracy"),
            Formula = new("（曾立案 − 作废）÷ 曾立案", "(ever filed − void) ÷ ever filed"),
            Note = new("作废的留在分母里", "void cases stay in the denominator"),
        },
        new("dispatch_ontime_account", 1, AccountDay.Filed, (long)Mark.DispatchAccount, (long)Mark.DispatchAccountOnTime)
        {
            Name = new("考核按时派遣率", "On-time dispatch, for evaluation"),
            Formula = new("按时派遣 ÷ 应派遣，作废的也计", "dispatched in time ÷ to be dispatched, void or not"),
            Note = Stays,
        },
        new("dispatch_right_account", 1, AccountDay.Filed, (long)Mark.DispatchAccount, (long)Mark.DispatchedRight)
        {
            Name = new("考核准确派遣率", "Dispatch accuracy, for evaluation"),
            Formula = new("派遣且没有退单 ÷ 应派遣，作废的也计", "dispatched and never sent back ÷ to be dispatched, void or not"),
            Note = Stays,
        },
    ];

    /// <summary>Null when nobody knows the key.</summary>
    public static AccountFigure? Find(string key) => All.FirstOrDefault(f => f.Key == key);

    private static Words Stays =>
        new(
            "入账后不再移出：延期、挂账、作废、退单、改派都不改变；自行处置没有时限，不计",
            "what came in stays in: extending, shelving, voiding, sending back and reassigning change nothing; what was solved on the spot has no limit and is left out"
        );
}

/// <summary>A figure that no scheme may weigh, and why. 不得用于考核的指标</summary>
public sealed record AccountBarred(Words Name, Words Why)
{
    /// <summary>All of them, in the order in which they are shown. 全部</summary>
    public static IReadOnlyList<AccountBarred> All { get; } =
    [
        new(
            new("立案数、上报数、受理数、派遣数等件数", "numbers of cases filed, reported, taken or dispatched"),
            new("奖励数量：拆报、凑数就能加分", "they reward quantity: splitting reports would raise the score")
        ),
        new(
            new("公众举报率", "public-report rate"),
            new("惩罚愿意反映的地方：居民越敢说，得分越低", "it punishes areas whose residents speak")
        ),
        new(
            new("有效上报率", "valid report rate"),
            new("少报、不报就能提高，拿不准的问题会没人报", "reporting less raises it; doubtful problems would go unreported")
        ),
        new(
            new("满意率、解决率、星数", "satisfaction, solved share, stars"),
            new(
                "点开明细就知道是谁打的分；也会让人去要好评",
                "the list behind it would tell who rated, and people would ask for good ratings"
            )
        ),
        new(
            new("按期结案率、结案率（非严格）", "on-time closing and closing rate, not strict"),
            new("延期、挂账、作废会缩小分母", "extending, shelving and voiding make the denominator smaller")
        ),
        new(
            new("返工率、退单率、重办率", "rework, return and reopening rates"),
            new("分母随立案增多而变大，多立小案就能稀释", "the denominator grows with small cases, which dilute the rate")
        ),
        new(
            new("各项用时", "times in minutes"),
            new(
                "没有上限，一件特殊案件就能左右；时限已在按期率里",
                "they have no bound: a single case would decide; limits are in the on-time share"
            )
        ),
        new(
            new("自行处置率", "solved on the spot"),
            new("自报自办，件数由本人决定", "reported and solved by the same person, who decides how many there are")
        ),
    ];
}
