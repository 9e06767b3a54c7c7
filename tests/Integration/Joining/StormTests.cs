using System.Diagnostics;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Joining;
using Gezhi.Cases.Reporting;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Joining;

/// <summary>A cloudburst: thousands report the same water under the same bridge within ten minutes.</summary>
public sealed class StormTests(ITestOutputHelper output)
{
    private const int Most = 5_000;
    private const string Flood = "gb47678/matter/01002";

    private static readonly string[] Said =
    [
        "铁路桥下面积水太深，车过不去",
        "桥下内涝，水到膝盖了",
        "大桥下面全是水，公交都停了",
        "积水半小时了没人管",
        "桥洞积水，熄火了好几辆车",
    ];

    /// <summary>Takes messages and counts them, as a gateway would.</summary>
    private sealed class Gateway : IMessageSender
    {
        private int count;

        public int Count => Volatile.Read(ref count);

        public bool IsReady => true;

        public Task Send(string channel, string address, string text, CancellationToken ct)
        {
            Interlocked.Increment(ref count);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Five_thousand_reports_of_one_flood_end_in_a_handful_of_cases_and_everybody_is_answered()
    {
        var gateway = new Gateway();
        await using var town = await Town.Start(Engine.Sqlite, services => services.AddSingleton<IMessageSender>(gateway));
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var took = Stopwatch.StartNew();

        // The first one is filed, and the operator sees what is coming.
        var lead = JoinManyTests.Id(await town.Report("铁路桥下积水很深", "15400020000"));
        await linXiao.Do($"/api/cases/{lead}/filing", new { categoryKey = Flood, version = 1 });
        await town.Settle();
        var batch = await linXiao.Do(
            "/api/joins/standing",
            new
            {
                leadCaseId = lead,
                radiusMetres = 400,
                words = "积水 内涝 大水 全是水",
                hours = 6,
            }
        );

        for (var minute = 0; minute < 10; minute++)
        {
            await Minute(town, minute);
            town.Clock.Move(TimeSpan.FromMinutes(1));
            await TakeIn(town);
            if (minute == 5)
            {
                // Meanwhile the unit works on the case, with the page that it opened before the storm.
                using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
                var seen = await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == lead));
                await TakeIn(town);
                await zhaoGong.Do($"/api/cases/{lead}/acceptance", new { version = seen.Version });
            }
        }
        output.WriteLine($"in and joined after {took.Elapsed.TotalSeconds:0.0} s");
        await town.Settle();
        output.WriteLine($"told of the joining after {took.Elapsed.TotalSeconds:0.0} s");

        var open = await town.With((_, db) => db.Cases.AsNoTracking().Where(c => CaseFlow.OpenStates.Contains(c.State)).ToListAsync());
        open.Count.ShouldBeLessThanOrEqualTo(12); // the lead, and those of whom a person must read: urgent, trapped, far away, something else
        open.Single(c => c.Id == lead).ReportCount.ShouldBe(1 + Most - (open.Count - 1));
        open.Count(c => c.Id != lead).ShouldBe(10);

        // It is done: everybody hears it.
        using var unit = await town.As(Role.Handler, "chuzhi001");
        await unit.Do($"/api/cases/{lead}/hand-in", Form.With(("result", "已抽排积水")).Photo("files", Photos.Small));
        using var sunQian = await town.As(Role.Checker, "hecha01");
        await sunQian.Do($"/api/cases/{lead}/checks", new { passed = true });
        var before = gateway.Count;
        using var closing = await town.As(Role.Operator, "caozuo02");
        await closing.Do($"/api/cases/{lead}/closure", new { answer = "桥下的水已经抽干，可以通行了。谢谢您告诉我们。" });
        await town.Settle();
        output.WriteLine($"everybody told after {took.Elapsed.TotalSeconds:0.0} s, {gateway.Count} messages");

        var closed = await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == lead));
        var withPhone = await town.With((_, db) => db.Reports.CountAsync(r => r.CaseId == lead && r.Contact != null));
        withPhone.ShouldBeGreaterThan(Most / 2);
        (
            await town.With((_, db) => db.Set<Notice>().CountAsync(n => n.CaseId == lead && n.Sequence == closed.Sequence && n.IsSent))
        ).ShouldBe(withPhone);
        (gateway.Count - before).ShouldBeGreaterThanOrEqualTo(withPhone);
        // Without a phone the receipt tells it, and whoever was joined may rate for himself.
        using var somebody = town.Anybody();
        var receipt = await town.With(
            (_, db) =>
                db.Reports.Where(r => r.CaseId == lead && r.OwnCaseId != lead && r.Contact == null).Select(r => r.ReceiptNo).FirstAsync()
        );
        var page = await somebody.See($"/receipt/{receipt}");
        page.Text(".answer").ShouldContain("桥下的水已经抽干");
        await somebody.Do($"/api/receipts/{receipt}/rating", new { isSolved = true, satisfaction = 5 });
        await JoinManyTests.EveryChainIsWhole(town);
        (await linXiao.See("/joins")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        output.WriteLine($"whole after {took.Elapsed.TotalSeconds:0.0} s");
        batch["id"].ShouldNotBeNull();
        took.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(15)); // a limit against standing still, not a measure
    }

    /// <summary>Five hundred reports of one minute; one of them tells of a danger.</summary>
    private static async Task Minute(Town town, int minute)
    {
        var dice = new Random(minute);
        await using var scope = town.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(Town.District);
        var create = scope.ServiceProvider.GetRequiredService<CreateReport>();
        await db.Together(
            async () =>
            {
                for (var i = 0; i < Most / 10; i++)
                {
                    var isDanger = i == 7;
                    await create.Run(
                        new CreateReport.Command(
                            Channel.ResidentPage,
                            isDanger ? "桥下积水，有人被困在车里" : Said[dice.Next(Said.Length)],
                            Town.Lon + ((dice.NextDouble() - .5) * .003),
                            Town.Lat + ((dice.NextDouble() - .5) * .003),
                            PlaceText: "铁路桥下",
                            Phone: i % 5 < 3 ? $"154{minute:00}{i:000000}" : null
                        ),
                        [],
                        null,
                        Actor.Anonymous(Town.District),
                        CancellationToken.None
                    );
                    db.Forget();
                }
            },
            CancellationToken.None
        );
    }

    private static async Task TakeIn(Town town)
    {
        for (var round = 0; round < 50; round++)
            if (!await town.With((services, _) => services.GetRequiredService<JoinRound>().Run(CancellationToken.None)))
                return;
    }
}
