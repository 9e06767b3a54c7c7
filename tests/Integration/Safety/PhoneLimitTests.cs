using System.Net.Http.Json;
using Gezhi.Cases;
using Gezhi.Cases.Closing;
using Gezhi.Cases.Joining;
using Gezhi.Cases.Reporting;
using Gezhi.Platform;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>How often one telephone rings within a day: whichever district sends, and while keys turn and blind indexes change.</summary>
public sealed class PhoneLimitTests
{
    private const int Neighbour = 410104;
    private const string Phone = "15400019501";

    [Fact]
    public async Task The_limits_of_a_phone_hold_over_two_districts_and_while_keys_turn()
    {
        await using var town = await Town.Start(Engine.Sqlite, $"--Districts:0={Town.District}", $"--Districts:1={Neighbour}");
        var ring = town.Services.GetRequiredService<KeyRing>();
        using var aunt = town.Anybody();
        for (var n = 0; n < 5; n++)
            await Code(town, aunt);
        var first = await Reported(town, "井盖松动");
        await Sent(town, Town.District, first.Id, 12);

        ring.AddFile().Number.ShouldBe((byte)2);
        var second = await Reported(town, "路灯不亮");
        second.ContactIndex.ShouldNotBe(first.ContactIndex, "under another key");
        (await Over(town, second)).ShouldBeEmpty("twelve of twenty");
        await Sent(town, Neighbour, await Followed(town, Neighbour), 8);

        (await Over(town, second)).ShouldBe([Convert.ToHexString(second.ContactIndex!)]);
        for (var n = 5; n < 10; n++)
            await Code(town, aunt);
        (await aunt.Refused("/api/resident-session/code", new { phone = Phone })).Code.ShouldBe("code.too-many");
    }

    private static async Task Code(Town town, HttpClient aunt)
    {
        (await aunt.PostAsJsonAsync("/api/resident-session/code", new { phone = Phone })).EnsureSuccessStatusCode();
        town.Clock.Move(TimeSpan.FromSeconds(61));
    }

    private static async Task<Report> Reported(Town town, string text)
    {
        using var somebody = town.Anybody();
        var receipt = await somebody.Do(
            "/api/reports",
            new
            {
                text,
                lon = Town.Lon,
                lat = Town.Lat,
                phone = Phone,
            }
        );
        var id = receipt["reportId"]!.GetValue<Guid>();
        return await town.With((_, db) => db.Reports.AsNoTracking().SingleAsync(r => r.Id == id));
    }

    private static Task<Guid> Followed(Town town, int district) =>
        town.With(
            async (services, db) =>
            {
                var (cipher, now) = (services.GetRequiredService<FieldCipher>(), town.Clock.UtcNow);
                var follow = new Follow
                {
                    DistrictId = district,
                    Id = Ids.New(now),
                    CaseId = Ids.New(now),
                    OwnCaseId = Ids.New(now),
                    Contact = cipher.Seal(district, ContactFields.Reporter, Phone)!,
                    ContactIndex = cipher.Index(district, ContactFields.Reporter, Phone)!,
                    At = now,
                };
                db.In(district).Add(follow);
                await db.Save(default);
                return follow.Id;
            }
        );

    /// <summary>As if the phone had been told so many steps today.</summary>
    private static Task Sent(Town town, int district, Guid id, int times) =>
        town.With(
            async (_, db) =>
            {
                db.In(district);
                foreach (var n in Enumerable.Range(1, times))
                    db.Add(
                        new Notice
                        {
                            DistrictId = district,
                            ReportId = id,
                            CaseId = Ids.New(town.Clock.UtcNow),
                            Sequence = n,
                            Medium = Media.Sms,
                            At = town.Clock.UtcNow,
                            IsSent = true,
                        }
                    );
                await db.Save(default);
                return 0;
            }
        );

    private static Task<HashSet<string>> Over(Town town, Report report) =>
        town.With((services, db) => services.GetRequiredService<TypedPhones>().Over(db, [report], town.Clock.UtcNow, default));
}
