using System.Globalization;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Indicators.WhatIf;

/// <summary>Reads the form of a scenario. 方案表单</summary>
internal static class ScenarioForm
{
    /// <summary>Rows shown for categories and for people.</summary>
    public const int Rows = 5;

    /// <exception cref="InvalidInput">Not a day.</exception>
    public static DateOnly DayOf(string text, string field) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new InvalidInput(field, "input.required");

    /// <exception cref="InvalidInput">Something that is no number, hour or id.</exception>
    public static ScenarioContent Read(IFormCollection form)
    {
        string One(string name) => form[name].ToString().Trim();
        var limits = new List<LimitChange>();
        var staffing = new List<StaffingChange>();
        for (var row = 0; row < Rows; row++)
        {
            if (One($"Category{row}") is { Length: > 0 } category)
                limits.Add(new LimitChange(category, Number(One($"Percent{row}"), $"Percent{row}", 100)));
            if (One($"Where{row}") is { Length: > 0 } where && Number(One($"Persons{row}"), $"Persons{row}", 0) is var persons and not 0)
                staffing.Add(
                    new StaffingChange(
                        where,
                        persons,
                        Minute(One($"From{row}"), $"From{row}"),
                        Minute(One($"To{row}"), $"To{row}"),
                        One($"EveryDay{row}") == "on"
                    )
                );
        }
        return new ScenarioContent(
            One("DraftId") is { Length: > 0 } draft
                ? Guid.TryParse(draft, out var id)
                    ? id
                    : throw new InvalidInput("DraftId", "input.required")
                : null,
            Number(One("LimitPercent"), "LimitPercent", 100),
            limits,
            One("IsWeekendDuty") == "on",
            Minute(One("OpenFrom"), "OpenFrom"),
            Minute(One("OpenTo"), "OpenTo"),
            staffing,
            Number(One("Seed"), "Seed", 20260305),
            Number(One("Replications"), "Replications", 10)
        );
    }

    private static int Number(string text, string field, int otherwise) =>
        text.Length == 0 ? otherwise
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidInput(field, "input.out-of-range");

    private static int? Minute(string text, string field) =>
        text.Length == 0 ? null
        : text == "24:00" ? 24 * 60
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (time.Hour * 60) + time.Minute
        : throw new InvalidInput(field, "whatif.hours");
}
