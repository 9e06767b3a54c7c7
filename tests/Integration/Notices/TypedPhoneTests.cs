using Gezhi.Cases;
using Gezhi.Platform.Notify;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Notices;

/// <summary>Whoever types somebody else's number cannot have it flooded; nothing is lost all the same.</summary>
public sealed class TypedPhoneTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task After_twenty_messages_a_day_the_rest_comes_as_one_the_next_morning(Engine engine)
    {
        var notices = await NoticeTown.On(engine);
        notices.Town.Clock.Set(At(notices, 14, 15));
        var phone = engine == Engine.Sqlite ? "15400061001" : "15400061002";
        var first = await Reported(notices, phone, "二七广场东边井盖松动");
        var second = await Reported(notices, phone, "二七广场西边井盖有响声");
        await Heard(notices, first.ReportId, 20);
        var before = notices.Office.To(phone).Count;

        using (var linXiao = await notices.Town.As(Platform.Actors.Role.Operator, "caozuo01"))
        {
            await linXiao.Do($"/api/cases/{first.CaseId}/filing", new { categoryKey = "gb47678/matter/01002" });
            await linXiao.Do($"/api/cases/{second.CaseId}/filing", new { categoryKey = "gb47678/matter/01002" });
        }
        await notices.Deliver();
        notices.Town.Clock.Move(TimeSpan.FromMinutes(30));
        await notices.Deliver();
        notices.Office.To(phone).Count.ShouldBe(before, "the phone has had enough for today");

        notices.Town.Clock.Set(At(notices, 9, 30));
        await notices.Deliver();
        var came = notices.Office.To(phone);
        came.Count.ShouldBe(before + 1);
        came.Last().Text.Split('\n').Length.ShouldBeGreaterThan(1);
    }

    /// <summary>As if the phone had been told so many steps today.</summary>
    private static Task Heard(NoticeTown notices, Guid reportId, int times) =>
        notices.Town.With(
            async (_, db) =>
            {
                foreach (var n in Enumerable.Range(1, times))
                    db.Add(
                        new Notice
                        {
                            DistrictId = Town.District,
                            ReportId = reportId,
                            CaseId = Guid.CreateVersion7(notices.Town.Clock.GetUtcNow()),
                            Sequence = n,
                            Medium = Media.Sms,
                            At = notices.Town.Clock.GetUtcNow().UtcDateTime,
                            IsSent = true,
                        }
                    );
                await db.Save(default);
                return 0;
            }
        );

    private static async Task<(Guid ReportId, Guid CaseId)> Reported(NoticeTown notices, string phone, string text)
    {
        using var somebody = notices.Town.Anybody();
        var receipt = await somebody.Do(
            "/api/reports",
            new
            {
                text,
                lon = Town.Lon,
                lat = Town.Lat,
                phone,
            }
        );
        await notices.Deliver();
        return (receipt["reportId"]!.GetValue<Guid>(), receipt["caseId"]!.GetValue<Guid>());
    }

    private static DateTime At(NoticeTown notices, int hour, int minute) =>
        QuietHours.Next(
            notices.Town.Clock.GetUtcNow().UtcDateTime,
            new TimeOnly(hour, minute),
            TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")
        );
}
