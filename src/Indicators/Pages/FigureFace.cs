using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Reading;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Indicators.Pages;

/// <summary>Base of the pages of figures: who reads, what is asked, how numbers and days are written. 指标页面基类</summary>
public abstract class FigureFace : GezhiPage
{
    [Inject]
    protected ReadFigures Figures { get; set; } = null!;

    [Inject]
    protected FigureSettings Settings { get; set; } = null!;

    [Inject]
    protected AreaBook AreaNames { get; set; } = null!;

    [Inject]
    protected CaseHistories Histories { get; set; } = null!;

    [Inject]
    protected GezhiDb Db { get; set; } = null!;

    protected Actor Actor { get; private set; } = null!;

    /// <summary>What the address asks for; what cannot be read is the last 30 days, and <see cref="IsMisread"/> says so.</summary>
    protected FigureAsk Ask { get; set; } = null!;

    protected bool IsMisread { get; private set; }

    protected CancellationToken Aborted => Http!.RequestAborted;

    protected override void Begin()
    {
        Actor = Http!.Actor()!;
        if (!Http!.Response.HasStarted)
            Http.Response.Headers.CacheControl = "no-cache, no-store";
        try
        {
            Ask = FigureAsk.Read(Http.Request.Query, Actor, Figures.Today);
        }
        catch (InvalidInput)
        {
            IsMisread = true;
            Ask = new FigureAsk(IndicatorScope.Of(Actor), Figures.Today.AddDays(-29), Figures.Today);
        }
    }

    protected string Root => Ask.Scope.Root(Actor.DistrictId);

    protected string AreaName(string code) =>
        code.Length < 9
            ? code.Length == 0 || AreaNames.NameOf(code) is not { } district
                ? T["未定位"]
                : district
            : AreaNames.NameOf(code) ?? code;

    protected static string Day(DateOnly day) => FigureAsk.Day(day);

    /// <summary>2026 年 3 月.</summary>
    protected string MonthName(int month) => T["{0} 年 {1} 月", month / 100, month % 100];

    protected string LocalTime(DateTime at) => Figures.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    protected string Text(FigureDefinition figure, FigureValue value) =>
        Figures.IsTooFew(figure, value) ? T["{0} 件，太少", value.Whole]
        : value.Value is null ? "—"
        : figure.Measure is Measure.None or Measure.Stars ? ReadFigures.Text(figure, value)
        : IsLong(value) ? Hours(value) + T[" 小时"]
        : ReadFigures.Text(figure, value) + T[" 分"];

    /// <summary>From three hours on, minutes are read as hours.</summary>
    protected static bool IsLong(FigureValue minutes) => minutes.Value >= 180;

    protected static string Hours(FigureValue minutes) => (minutes.Value!.Value / 60).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Why there is no value, or how many it stands on.</summary>
    protected string Behind(FigureDefinition figure, FigureValue value) =>
        figure.Kind == FigureKind.Cases ? ""
        : value.Whole == 0 ? T["没有可计的案件"]
        : figure.IsPerRating ? T["{0} 份评价", value.Whole]
        : T["共 {0} 件", value.Whole];

    /// <summary>"▲ 2.1" against another period: points of a share, per cent of a number; empty where it would say nothing.</summary>
    protected string Change(FigureDefinition figure, FigureValue now, FigureValue then)
    {
        if (now.Value is not { } a || then.Value is not { } b || Figures.IsTooFew(figure, now) || Figures.IsTooFew(figure, then))
            return "";
        if (figure.Kind == FigureKind.Share)
            return Arrow(a - b) + Math.Abs((a - b) * 100).ToString("0.0", CultureInfo.InvariantCulture) + T[" 个百分点"];
        return figure.Kind == FigureKind.Cases && b < Settings.LeastCases || b == 0
            ? ""
            : Arrow(a - b) + Math.Abs((a - b) / b * 100).ToString("0", CultureInfo.InvariantCulture) + "%";
    }

    protected static bool? IsBetter(FigureDefinition figure, FigureValue now, FigureValue then) =>
        figure.Direction == Direction.Neither || now.Value is not { } a || then.Value is not { } b || a == b
            ? null
            : (figure.Direction == Direction.Up) == (a > b);

    private static string Arrow(double change) =>
        change > 0 ? "▲ "
        : change < 0 ? "▼ "
        : "＝ ";

    protected string ClockName(FigureClock clock) =>
        clock switch
        {
            FigureClock.None => T["不计时"],
            FigureClock.Wall => T["自然时间"],
            FigureClock.Working => T["工作时间"],
            FigureClock.OfTheLimit => T["按时限所定"],
            _ => throw new ArgumentOutOfRangeException(nameof(clock), clock, null),
        };

    protected string BasisName(Basis basis) =>
        basis switch
        {
            Basis.Reported => T["上报日"],
            Basis.Filed => T["立案日"],
            Basis.Closed => T["结案日"],
            _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, null),
        };
}
