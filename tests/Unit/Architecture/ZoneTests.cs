using System.Text.RegularExpressions;
using Gezhi.Platform.Time;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Architecture;

/// <summary>Every day and time is that of one setting: nobody else names a zone, adds hours by hand or writes an instant as it stands.</summary>
public partial class ZoneTests
{
    /// <summary>Where a zone, or China's calendar without the deployment's zone, may stand.</summary>
    private static readonly string[] Own =
    [
        "DeploymentZone.cs",
        "WorkCalendar.cs",
        "KeepTimetable.cs",
        "CallBackRules.cs",
        "StageLimits.cs",
    ];

    [Fact]
    public void A_zone_is_read_in_one_place()
    {
        var sources = Sources().ToList();
        sources.Count.ShouldBeGreaterThan(400);
        sources
            .Where(s => !Own.Contains(Path.GetFileName(s.File)) && OwnZone().IsMatch(s.Text))
            .Select(s => s.File)
            .ShouldBeEmpty("take the zone from WorkCalendar.Zone, or DeploymentZone.Of(configuration)");
    }

    /// <summary>An instant is named …At, …Utc or Now; written down it must have gone through the calendar.</summary>
    [Fact]
    public void An_instant_is_not_written_as_it_stands_in_the_database()
    {
        var raw = Sources()
            .SelectMany(s => RawInstant().Matches(s.Text).Select(m => $"{Path.GetFileName(s.File)}: {m.Value}"))
            .Where(found => !Machine().IsMatch(found))
            .ToList();
        raw.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, "Asia/Shanghai", 14)]
    [InlineData("Asia/Urumqi", "Asia/Urumqi", 12)]
    public void The_setting_says_the_zone_and_China_is_the_default(string? set, string zone, int hour)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("TimeZone", set)]).Build();

        var calendar = WorkCalendar.ChinaWith([], DeploymentZone.Of(configuration));

        calendar.Zone.Id.ShouldBe(zone);
        calendar.Local(new DateTime(2026, 3, 5, 6, 26, 0, DateTimeKind.Utc)).Hour.ShouldBe(hour);
        calendar.IsWorkingDay(new DateOnly(2026, 10, 1)).ShouldBeFalse("the holidays of China hold in each of its zones");
    }

    [Fact]
    public void An_unknown_zone_is_said_at_the_start_and_not_read_as_Beijing()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("TimeZone", "Zhengzhou")]).Build();

        Should.Throw<InvalidOperationException>(() => DeploymentZone.Of(configuration)).Message.ShouldContain("Zhengzhou");
    }

    private static IEnumerable<(string File, string Text)> Sources() =>
        Directory
            .GetFiles(Path.Combine(Repository.Root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(f => !f.Contains("/Seeding/", StringComparison.Ordinal)) // the seed town lies in Zhengzhou
            .Select(f => (f, File.ReadAllText(f)));

    [GeneratedRegex(
        @"FindSystemTimeZoneById|AddHours\(-?8\)|ToLocalTime\(|TimeZoneInfo\.Local|WorkCalendar\.China\b",
        RegexOptions.None,
        1000
    )]
    private static partial Regex OwnZone();

    [GeneratedRegex(
        @"\b(?:\w+\.)?(?:\w*(?:[a-z]At|Utc)|At|UtcNow)(?:!?\.Value)?(?:\.ToString\([^)]{1,60}\)|:[^}\s]*(?:yyyy|HH|MM-dd)[^}]*\})",
        RegexOptions.None,
        1000
    )]
    private static partial Regex RawInstant();

    /// <summary>For programs: ISO 8601 with Z, the header of a mail, checksums.</summary>
    [GeneratedRegex(@"Z[""'}]|'Z'|\+0000|ddd, dd MMM|:O\}|""O""|""s""", RegexOptions.None, 1000)]
    private static partial Regex Machine();
}
