using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Deadlines;

/// <summary>The ladder in words. 升级用语</summary>
public sealed class LadderWords(IStringLocalizer T)
{
    public string Stage(Stage stage) =>
        stage switch
        {
            Cases.Stage.File => T["受理立案"],
            Cases.Stage.Confirm => T["核实"],
            Cases.Stage.Dispatch => T["派遣"],
            Cases.Stage.Accept => T["接单"],
            Cases.Stage.Handle => T["处置"],
            Cases.Stage.Check => T["核查"],
            Cases.Stage.Close => T["结案"],
            Cases.Stage.CallBack => T["回访"],
            Cases.Stage.Decide => T["审批"],
            _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
        };

    public string Level(LadderLevel level) =>
        level switch
        {
            LadderLevel.Holder => T["承办人"],
            LadderLevel.MicroGrid => T["微网格长"],
            LadderLevel.Grid => T["网格长"],
            LadderLevel.Community => T["社区"],
            LadderLevel.Street => T["街道"],
            LadderLevel.District => T["区中心"],
            LadderLevel.City => T["市级"],
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
        };

    /// <summary>"用到 80 %", "到期", "超期 60 分钟".</summary>
    public string Point(int percent, int moreMinutes) =>
        (percent, moreMinutes) switch
        {
            (100, 0) => T["到期"],
            (100, _) => T["超期 {0} 分钟", moreMinutes],
            (_, 0) => T["用到 {0} %", percent],
            _ => T["用到 {0} % 后 {1} 分钟", percent, moreMinutes],
        };

    /// <summary>What the timeline and the messages say; kept as Chinese, the language of the record.</summary>
    internal string Said(RungAhead rung)
    {
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        try
        {
            System.Globalization.CultureInfo.CurrentUICulture = Record;
            return T[
                "{0}时限{1}，提醒{2}",
                Stage(rung.Clock.Stage),
                Point(rung.Rung.Percent, rung.Rung.MoreMinutes),
                Level(rung.Rung.Level)
            ];
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = before;
        }
    }

    private static readonly System.Globalization.CultureInfo Record = System.Globalization.CultureInfo.GetCultureInfo("zh-CN");
}
