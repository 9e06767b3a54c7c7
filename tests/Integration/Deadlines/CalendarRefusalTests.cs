using System.Net;
using Gezhi.Cases.Deadlines;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Deadlines;

/// <summary>A calendar without usable days is refused in words and leaves no version; on both databases.</summary>
public sealed class CalendarRefusalTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Days_that_are_missing_empty_or_no_days_are_a_clear_400(Engine engine)
    {
        var town = await Town.On(engine);
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var before = await Versions(town);
        object?[] wrong =
        [
            null,
            Array.Empty<object>(),
            new object?[] { null },
            "2026-12-31",
            new[] { new { on = "2026-13-40", name = "大雪" } },
        ];

        foreach (var path in (string[])["/api/calendar", "/api/calendar/preview"])
        foreach (var days in wrong)
            (
                await chenMo.Refused(
                    path,
                    new
                    {
                        kind = "LocalDays",
                        title = "大雪停工通知",
                        days,
                    }
                )
            ).Status.ShouldBe(400, path);
        (await chenMo.Refused("/api/calendar", new { kind = "LocalDays", title = "大雪停工通知" })).ShouldBe((400, "input.invalid"));
        (await Versions(town)).ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_page_posted_with_broken_days_says_so(Engine engine)
    {
        var town = await Town.On(engine);
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var page = await chenMo.See("/calendar");
        var looked = await chenMo.Submit(
            page,
            "form[enctype]",
            ("Title", "大雪"),
            ("Kind", "LocalDays"),
            ("Typed", "2026-12-31 大雪 放假")
        );

        foreach (var days in (string[])["", "null", "[null]", "{]"])
        {
            var answer = await chenMo.Submit(looked, "form:has(input[name=Days])", ("Days", days));
            answer.Status.ShouldBe(HttpStatusCode.BadRequest, days);
        }
    }

    private static Task<int> Versions(Town town) => town.With((_, db) => db.Set<CalendarVersion>().CountAsync());
}
