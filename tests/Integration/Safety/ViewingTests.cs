using System.Net;
using Gezhi.Identity.Viewing;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>Whoever looks at data of unusually many people is noticed, and another person looks into it.</summary>
public sealed class ViewingTests
{
    private static readonly string[] Limits =
    [
        "--Viewing:MostFields=6",
        "--Viewing:MostRecords=8",
        "--Viewing:MostChecked=50",
        "--Viewing:LeastForUsual=4",
        "--Viewing:TimesUsual=3",
    ];

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Many_fields_within_an_hour_raise_one_alert_that_another_person_closes(Engine engine)
    {
        await using var town = await Town.Start(engine, Limits);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, "甲");
        var person = await home.Person(worker, "丁一", "15405771235", null);
        using var security = await town.As(Role.SecurityAdmin);
        for (var i = 0; i < 5; i++)
            await worker.Do(
                "/api/registry/reveals",
                new
                {
                    id = person,
                    field = "Phone",
                    purpose = "Visit",
                }
            );
        (await Look(town)).ShouldBe(0);
        (await security.See("/admin/viewing-alerts")).Text(".empty strong").ShouldBe("没有查看异常");

        await worker.Do(
            "/api/registry/reveals",
            new
            {
                id = person,
                field = "Name",
                purpose = "Visit",
            }
        );
        (await Look(town)).ShouldBe(1);
        (await Look(town)).ShouldBe(0, "the same looks are told once");
        await worker.Do(
            "/api/registry/reveals",
            new
            {
                id = person,
                field = "Name",
                purpose = "Visit",
            }
        );
        (await Look(town)).ShouldBe(1, "the open alert grows");

        (await security.See("/admin/posts")).Text("main").ShouldContain("1 条查看异常等待核查");
        var page = await security.See("/admin/viewing-alerts");
        page.Text("main").ShouldContain("短时间打开大量敏感字段");
        page.Text("main").ShouldContain("王磊");
        var refused = await security.Submit(page, "form.row", ("Finding", "Work"), ("Note", ""));
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        var closed = await security.Submit(page, "form.row", ("Finding", "Work"), ("Note", "走访前集中约时间"));
        closed.Status.ShouldBe(HttpStatusCode.OK);
        closed.Text("main").ShouldContain("工作需要");
        (await Look(town)).ShouldBe(0, "what was looked into counts no more");
        var alert = await town.With((_, db) => db.Set<ViewingAlert>().SingleAsync());
        (alert.Count, alert.Limit, alert.Finding).ShouldBe((7, 6, ViewingFinding.Work));
        (await security.Refused($"/api/viewing-alerts/{alert.Id}/finding", new { finding = "Misuse", note = "改主意" })).ShouldBe(
            (409, "viewing.closed")
        );
        (await Trail(town)).ShouldBe(["viewing.alerted", "viewing.closed"], ignoreOrder: true);
        (await worker.Refused("/api/viewing-alerts", method: HttpMethod.Get)).Status.ShouldBe(403);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Far_above_the_own_usual_and_many_pages_of_people_and_checks_of_imports_are_noticed(Engine engine)
    {
        await using var town = await Town.Start(engine, [.. Limits.Skip(1), "--Viewing:MostFields=1000", "--Registry:ChecksPerGrid=4"]);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, "甲");
        var person = await home.Person(worker, "丁一", "15405771235", null);
        for (var day = 0; day < 6; day++)
        {
            using var daily = await town.As(Role.GridWorker, "wangge0001");
            await daily.Do(
                "/api/registry/reveals",
                new
                {
                    id = person,
                    field = "Phone",
                    purpose = "Visit",
                }
            );
            town.Clock.Move(TimeSpan.FromDays(1));
        }
        using var today = await town.As(Role.GridWorker, "wangge0001");
        await Bounded(today);
        for (var i = 0; i < 4; i++)
            await today.Do(
                "/api/registry/reveals",
                new
                {
                    id = person,
                    field = "Phone",
                    purpose = "Visit",
                }
            );
        for (var i = 0; i < 8; i++)
            await today.Do($"/api/registry/people/{person}", method: HttpMethod.Get);

        await Look(town);

        (await Kinds(town)).ShouldBe([ViewingKind.AboveUsual, ViewingKind.ManyRecords], ignoreOrder: true);
        await town.With(
            async (_, db) =>
            {
                var who = await db.Set<ViewingAlert>().Select(a => a.AccountId).FirstAsync();
                var actor = new Actor(Town.District, ActorKind.Staff, who, "", []);
                db.Audit(actor, "registry.import-checked", null, "51 Residents 3 known, 0 refused", town.Clock.GetUtcNow().UtcDateTime);
                await db.Save(CancellationToken.None);
                return 0;
            }
        );
        await Look(town);
        (await Kinds(town)).ShouldContain(ViewingKind.ManyChecked);
    }

    /// <summary>Asking by lists whether people are on the books ends for the day, whatever kind of file it is.</summary>
    private static async Task Bounded(HttpClient worker)
    {
        (await Checked(worker, 3)).ShouldBe(("Checked", null));
        (await Checked(worker, 2)).ShouldBe(("Broken", "registry.checked-enough"), "one more than is left");
        (await Checked(worker, 1)).ShouldBe(("Checked", null));
        (await worker.Refused(Imports, File(1))).Code.ShouldBe("registry.checked-enough");
        (await worker.Refused("/api/home-service/entitlements/list", new { lines = "x" })).Status.ShouldBe(403, "only who leads visits");
    }

    private const string Imports = "/api/registry/imports?kind=Residents&name=a.csv&source=a";

    private static ByteArrayContent File(int rows) =>
        new(
            System.Text.Encoding.UTF8.GetBytes(
                "网格编码,地址,姓名\r\n"
                    + string.Concat(Enumerable.Range(1, rows).Select(i => $"41010301000400101,试验里甲7号楼2单元90{i},试核{i}\r\n"))
            )
        );

    private static async Task<(string State, string? Code)> Checked(HttpClient worker, int rows)
    {
        var id = (await worker.Do(Imports, File(rows)))["id"]!.GetValue<string>();
        for (var tries = 0; tries < 600; tries++)
        {
            var seen = await worker.Do($"/api/registry/imports/{id}", method: HttpMethod.Get);
            if (seen["state"]!.GetValue<string>() is var state && state != "Waiting")
                return (state, seen["code"]?.GetValue<string>());
            await Task.Delay(50);
        }
        throw new TimeoutException("never looked through");
    }

    private static Task<int> Look(Town town) =>
        town.Services.GetRequiredService<ViewingWatch>().Look(Town.District, CancellationToken.None);

    private static Task<List<ViewingKind>> Kinds(Town town) =>
        town.With((_, db) => db.Set<ViewingAlert>().Select(a => a.Kind).ToListAsync());

    private static Task<List<string>> Trail(Town town) =>
        town.With(
            (_, db) => db.Set<AuditRow>().Where(a => a.Action.StartsWith("viewing.")).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync()
        );
}
