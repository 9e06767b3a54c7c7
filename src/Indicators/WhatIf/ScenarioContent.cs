using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gezhi.Platform.Problems;

namespace Gezhi.Indicators.WhatIf;

/// <summary>What is different from what was: the change set of a scenario. 方案内容</summary>
/// <param name="DraftId">Draft of rules that decides instead of the rules in force; null: as dispatched.</param>
/// <param name="LimitPercent">All limits, in per cent of what they are.</param>
/// <param name="Limits">Categories with another factor; the longest prefix wins over <paramref name="LimitPercent"/>.</param>
/// <param name="IsWeekendDuty">Desks are staffed on weekends and holidays as well.</param>
/// <param name="OpenFromMinute">Desks open at this minute of the day instead of their own hours; null: own hours.</param>
/// <param name="OpenToMinute">Likewise, the end.</param>
/// <param name="Staffing">More or fewer people.</param>
/// <param name="Seed">Of the random numbers.</param>
/// <param name="Replications">Pairs of runs.</param>
public sealed record ScenarioContent(
    Guid? DraftId = null,
    int LimitPercent = 100,
    IReadOnlyList<LimitChange>? Limits = null,
    bool IsWeekendDuty = false,
    int? OpenFromMinute = null,
    int? OpenToMinute = null,
    IReadOnlyList<StaffingChange>? Staffing = null,
    int Seed = 20260305,
    int Replications = 10
)
{
    private const int LowestPercent = 10;
    private const int HighestPercent = 500;
    private const int FewestReplications = 5;
    private const int MostReplications = 30;
    private const int MostRows = 20;
    private const int MostPersons = 50;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Nothing differs from what was: it only shows how well the model fits.</summary>
    [JsonIgnore]
    public bool IsEmpty =>
        DraftId is null
        && LimitPercent == 100
        && Limits is not { Count: > 0 }
        && !IsWeekendDuty
        && OpenFromMinute is null
        && Staffing is not { Count: > 0 };

    /// <exception cref="InvalidInput">A number out of range.</exception>
    public ScenarioContent Checked()
    {
        Between(nameof(LimitPercent), LimitPercent, LowestPercent, HighestPercent);
        Between(nameof(Replications), Replications, FewestReplications, MostReplications);
        Between(nameof(Seed), Seed, 0, int.MaxValue);
        foreach (var limit in Limits ?? [])
        {
            if (limit.Category is not { Length: > 0 and <= 60 })
                throw new InvalidInput(nameof(Limits), "input.required");
            Between(nameof(Limits), limit.Percent, LowestPercent, HighestPercent);
        }
        foreach (var change in Staffing ?? [])
        {
            if (change.Where is not { Length: > 0 and <= 40 })
                throw new InvalidInput(nameof(Staffing), "input.required");
            Between(nameof(Staffing), change.Persons, -MostPersons, MostPersons);
            Hours(nameof(Staffing), change.FromMinute, change.ToMinute);
        }
        Between(nameof(Limits), Limits?.Count ?? 0, 0, MostRows);
        Between(nameof(Staffing), Staffing?.Count ?? 0, 0, MostRows);
        Hours(nameof(OpenFromMinute), OpenFromMinute, OpenToMinute);
        return this;
    }

    /// <summary>Factor of the limit of a category, 1 for no change.</summary>
    public double LimitFactor(string categoryKey) =>
        (
            (Limits ?? [])
                .Where(l => categoryKey.StartsWith(l.Category, StringComparison.Ordinal))
                .OrderByDescending(l => l.Category.Length)
                .Select(l => (int?)l.Percent)
                .FirstOrDefault()
            ?? LimitPercent
        ) / 100d;

    private static void Between(string field, int value, int low, int high)
    {
        if (value < low || value > high)
            throw new InvalidInput(field, "input.out-of-range");
    }

    private static void Hours(string field, int? from, int? to)
    {
        if ((from is null) != (to is null) || from < 0 || to > 24 * 60 || from >= to)
            throw new InvalidInput(field, "whatif.hours");
    }

    internal string ToJson() => JsonSerializer.Serialize(this, Options);

    internal static ScenarioContent Read(string json) => JsonSerializer.Deserialize<ScenarioContent>(json, Options)!;
}

/// <summary>Limits of a category. 类别时限</summary>
/// <param name="Category">Beginning of the key.</param>
/// <param name="Percent">Of what it is.</param>
public sealed record LimitChange(string Category, int Percent);

/// <summary>More or fewer people at a desk. 人手调整</summary>
/// <param name="Where">Code of a unit; or of a street: each of its desks.</param>
/// <param name="Persons">Negative: fewer, always in the usual hours; one hand stays.</param>
/// <param name="FromMinute">Minute of the day from which the additional people work; null: in the usual hours.</param>
/// <param name="ToMinute">Likewise, the end.</param>
/// <param name="IsEveryDay">On weekends and holidays too.</param>
public sealed record StaffingChange(string Where, int Persons, int? FromMinute = null, int? ToMinute = null, bool IsEveryDay = false);
