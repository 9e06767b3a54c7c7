using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gezhi.Indicators.WhatIf;

/// <summary>What came out of a run. 推演结果</summary>
/// <param name="Cases">Cases of the period that were played.</param>
/// <param name="Moved">Of these, cases that the draft sends elsewhere.</param>
/// <param name="Retimed">Of these, cases with another limit.</param>
/// <param name="Real">What happened.</param>
/// <param name="Model">The same period in the model with nothing changed, mean of the replications.</param>
/// <param name="OnTime">On-time share by the first deadline, 0 to 1.</param>
/// <param name="Median">Hours from dispatch to the last hand-in.</param>
/// <param name="Overload">Hours on duty in which everybody was busy and cases waited, all desks.</param>
/// <param name="Wait">Mean hours until somebody began.</param>
/// <param name="Desks">Those that change most first.</param>
/// <param name="WaitingBefore">Cases waiting at the end of each day of the period, mean of the replications.</param>
/// <param name="Milliseconds">How long the playing took.</param>
public sealed record ScenarioOutcome(
    int Cases,
    int Moved,
    int Retimed,
    FitSide Real,
    FitSide Model,
    SimDifference OnTime,
    SimDifference Median,
    SimDifference P90,
    SimDifference Overload,
    SimDifference Wait,
    IReadOnlyList<DeskOutcome> Desks,
    IReadOnlyList<double> WaitingBefore,
    IReadOnlyList<double> WaitingAfter,
    long Milliseconds
)
{
    /// <summary>From so far off on, the model is not to be believed: three points of the on-time share.</summary>
    public const double MostMisfit = 0.03;

    /// <summary>Likewise of the median: a third.</summary>
    public const double MostMedianMisfit = 1d / 3;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The model does not repeat what happened: its differences are hints at best. 模型失配</summary>
    [JsonIgnore]
    public bool IsMisfit =>
        Math.Abs(Model.OnTimeShare - Real.OnTimeShare) > MostMisfit
        || Math.Abs(Model.MedianHours - Real.MedianHours) > Math.Max(1, Real.MedianHours * MostMedianMisfit);

    internal string ToJson() => JsonSerializer.Serialize(this, Options);

    internal static ScenarioOutcome Read(string json) => JsonSerializer.Deserialize<ScenarioOutcome>(json, Options)!;
}

/// <summary>One side of the comparison of model and truth. 校准对照</summary>
/// <param name="Due">Cases that count.</param>
/// <param name="OnTimeShare">0 to 1.</param>
public sealed record FitSide(int Due, double OnTimeShare, double MedianHours, double P90Hours, double WaitHours);

/// <summary>One desk before and after. 工位对照</summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Grid">Code of the grid whose workers do the unit's work; null: the unit's own people.</param>
/// <param name="Persons">People on the register; 0: none is known, one is assumed.</param>
/// <param name="Hands">Cases they work on at the same time, as fitted.</param>
/// <param name="Wait">Mean hours until somebody began.</param>
/// <param name="Overload">Hours.</param>
/// <param name="OnTime">Share, 0 to 1.</param>
public sealed record DeskOutcome(
    string Unit,
    string? Grid,
    int Persons,
    int Hands,
    double Cases,
    SimDifference Wait,
    SimDifference Overload,
    SimDifference OnTime
);
