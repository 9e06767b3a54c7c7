using System.Text.Json;
using System.Text.Json.Serialization;
using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Reading;

namespace Gezhi.Indicators.Reports;

/// <summary>A figure in a report. 报表指标</summary>
/// <param name="Version">Of its definition.</param>
/// <param name="Since">Of a frozen month: what the cases of today give by the same definition; null: nothing to compare.</param>
public sealed record ReportLine(string Key, int Version, FigureValue Now, FigureValue Before, FigureValue LastYear, FigureValue? Since)
{
    /// <summary>Cases were reopened, closed or put right after the month was frozen.</summary>
    [JsonIgnore]
    public bool IsLateChanged => Since is { } since && since != Now;
}

/// <summary>Figures of one part. 报表分项</summary>
/// <param name="Part">Area, category, unit or channel.</param>
/// <param name="FiledBefore">立案数 of the period before.</param>
public sealed record ReportPart(string Part, IReadOnlyDictionary<string, FigureValue> Values, long FiledBefore);

/// <summary>Figures by area, category, unit or channel. 报表分项表</summary>
/// <param name="Count">How many parts there are; no more than <see cref="ReadReport.MostRows"/> are shown.</param>
public sealed record ReportTable(Split By, IReadOnlyList<ReportPart> Rows, int Count);

/// <summary>One local day. 逐日</summary>
public sealed record ReportDay(DateOnly On, long Reported, long Filed, long Closed);

/// <summary>A case that is open for long; no words of it. 久未结案件</summary>
/// <param name="Days">Since the report, when this was made.</param>
public sealed record ReportOpenCase(Guid CaseId, DateOnly ReportedOn, int Days, string AreaCode, string CategoryKey, string UnitCode);

/// <summary>All that a report says: numbers, codes and days, no words of cases and no persons. Kept as given when it is released. 报表内容</summary>
public sealed record ReportContent
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    public required ReportKind Kind { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }

    /// <summary>Last day that counts: today while the period runs.</summary>
    public required DateOnly Until { get; init; }

    public required DateOnly BeforeFrom { get; init; }
    public required DateOnly BeforeTo { get; init; }
    public required DateOnly YearFrom { get; init; }
    public required DateOnly YearTo { get; init; }

    /// <summary>6 to 17 digits.</summary>
    public required string AreaCode { get; init; }

    /// <summary>Conditions of a topic; null: none.</summary>
    public string? Category { get; init; }

    public Channel? Channel { get; init; }
    public string? Unit { get; init; }

    /// <summary>Name of the topic; null for other kinds.</summary>
    public string? TopicName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime MadeAt { get; init; }

    /// <summary>UTC; up to when the roll-ups had taken everything in; null: not yet.</summary>
    public DateTime? CurrentAt { get; init; }

    /// <summary>UTC; when its month was frozen; null: it stands on the cases as they are.</summary>
    public DateTime? FrozenAt { get; init; }

    /// <summary>The month before is frozen, and its frozen figures stand here.</summary>
    public bool IsBeforeFrozen { get; init; }

    /// <summary>The same month a year ago is frozen.</summary>
    public bool IsYearFrozen { get; init; }

    /// <summary>The period is not over.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>Shares of fewer cases are not shown.</summary>
    public required int LeastCases { get; init; }

    public required IReadOnlyList<ReportLine> Lines { get; init; }
    public required IReadOnlyList<ReportTable> Tables { get; init; }
    public required IReadOnlyList<ReportDay> Days { get; init; }
    public required IReadOnlyList<Attention.Point> Points { get; init; }
    public required IReadOnlyList<ReportOpenCase> Oldest { get; init; }
    public required IReadOnlyList<EmergencyBrief> Raised { get; init; }
    public required IReadOnlyList<EmergencyBrief> Ended { get; init; }

    [JsonIgnore]
    public ReportPeriod Period => new(Kind, From, To);

    /// <summary>yyyyMM whose definitions hold.</summary>
    [JsonIgnore]
    public int Month => FigureList.MonthOf(Until);

    public ReportLine Line(string key) => Lines.First(l => l.Key == key);

    /// <summary>The question whose lists stand behind the numbers.</summary>
    [JsonIgnore]
    public FigureAsk Ask =>
        Narrow(
            new FigureAsk(new IndicatorScope([AreaCode], [], AreaCode), From, Until)
            {
                Frozen = FrozenAt is null ? null : FigureList.MonthOf(From),
            }
        );

    [JsonIgnore]
    public FigureAsk AskBefore =>
        Narrow(Ask with { From = BeforeFrom, To = BeforeTo, Frozen = IsBeforeFrozen ? FigureList.MonthOf(BeforeFrom) : null });

    [JsonIgnore]
    public FigureAsk AskLastYear =>
        Narrow(Ask with { From = YearFrom, To = YearTo, Frozen = IsYearFrozen ? FigureList.MonthOf(YearFrom) : null });

    internal string Write() => JsonSerializer.Serialize(this, Json);

    internal static ReportContent Read(string json) => JsonSerializer.Deserialize<ReportContent>(json, Json)!;

    private FigureAsk Narrow(FigureAsk ask) => ask with { Category = Category, Channel = Channel, Unit = Unit };
}
