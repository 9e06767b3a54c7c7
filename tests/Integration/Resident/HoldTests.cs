using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Gezhi.Cases.Importing;
using Gezhi.Identity.Residents;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Geo;
using Gezhi.Registry.Keeping;
using Gezhi.Registry.Records;
using Gezhi.Tests.Integration.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using ResidentRow = Gezhi.Identity.Residents.Resident;

namespace Gezhi.Tests.Integration.Resident;

/// <summary>What is held as evidence stays until its day, whoever asks and however late it is; then it goes. What nobody holds goes in time.</summary>
public sealed class HoldTests
{
    private const string Phone = "15400019001";
    private const string Other = "15400019002";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_hold_on_a_person_stops_every_deletion_until_its_day_and_what_nobody_holds_goes_in_time(Engine engine)
    {
        await using var town = await Town.Start(
            engine,
            "--Retention:EndedPersonDays=30",
            "--Retention:ResidentDays=60",
            "--Retention:ImportDays=30"
        );
        var (aunt, uncle) = (new Handset(town), new Handset(town));
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, "保");
        var (here, gone) = (
            Guid.Parse(await home.Person(worker, "试保全", Phone, null)),
            Guid.Parse(await home.Person(worker, "试搬远", null, null))
        );
        await worker.Do(
            $"/api/registry/records/{gone}/end",
            new
            {
                kind = "Person",
                reason = "搬走",
                version = 1,
            }
        );
        await PhoneOwner.SignIn(town, aunt, Phone);
        await PhoneOwner.SignIn(town, uncle, Other);
        using var leader = await town.As(Role.ShiftLeader, "zhiban01");
        var until = Today(town).AddDays(90);
        object Hold(string whom, DateOnly endsOn) =>
            new
            {
                whom,
                reason = "行政复议，保留证据",
                endsOn,
            };

        (await worker.Refused("/api/person-holds", Hold(Phone, until))).Status.ShouldBe(403);
        (await leader.Refused("/api/person-holds", Hold("15400019009", until))).Status.ShouldBe(400);
        (await leader.Refused("/api/person-holds", Hold(Phone, Today(town).AddDays(-1)))).Status.ShouldBe(400);
        var held = Ids(await leader.Do("/api/person-holds", Hold(Phone, until)));
        held.Count.ShouldBe(2, "the person of the registry and the sign-in");
        Ids(await leader.Do("/api/person-holds", Hold(Phone, until))).ShouldBe(held, ignoreOrder: true, "the same again");
        Ids(await leader.Do("/api/person-holds", Hold($"https://gezhi.example/registry/people/{gone}", until))).Count.ShouldBe(1);
        var list = (await leader.Do("/api/person-holds", method: HttpMethod.Get)).ToJsonString();
        list.ShouldNotContain(Phone);
        JsonNode.Parse(list)!.AsArray().ShouldAllBe(r => r!["by"]!.GetValue<string>().Length > 0, "by a person with a name");
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.Action == "data.person-held"))).ShouldBe(3);

        // Seen by the person, by the grid and by who holds.
        await aunt.Open("/my/data");
        aunt.Words.ShouldContain($"依法保全到 {until:yyyy-MM-dd}");
        (await worker.GetStringAsync(new Uri($"/registry/people/{here}", UriKind.Relative))).ShouldContain($"保全到 {until:yyyy-MM-dd}");
        (await leader.GetStringAsync(new Uri("/data-requests/holds", UriKind.Relative))).ShouldContain("行政复议，保留证据");

        // Neither mended away, nor erased on request, nor deleted with the consent.
        (await worker.Refused($"/api/registry/people/{here}", new { forgetPhone = true, version = 1 }, HttpMethod.Put)).Code.ShouldBe(
            "registry.held"
        );
        var asked = (await aunt.Client.Do("/api/my/data-requests", new { kind = "Erase" }))["id"]!.GetValue<Guid>();
        (
            await leader.Refused(
                $"/api/data-requests/{asked}/answer",
                new
                {
                    isAgreed = true,
                    answer = "好的",
                    version = 1,
                }
            )
        ).Code.ShouldBe("data.still-needed");
        await Withdraw(aunt, ConsentPurposes.Registry);
        (await PersonOf(town, here)).ShouldSatisfyAllConditions(
            p => p.PhoneSealed.ShouldNotBeNull(),
            p => p.PhoneTail.ShouldBeNull(),
            p => p.ConsentedOn.ShouldBeNull()
        );
        (
            await worker.Refused(
                "/api/registry/reveals",
                new
                {
                    id = here,
                    field = "Phone",
                    purpose = "Visit",
                }
            )
        ).Code.ShouldBe("registry.only-held");
        (await worker.Do($"/api/registry?q={Phone}", method: HttpMethod.Get))["rows"]!.AsArray().ShouldBeEmpty("stored and not used");
        await Withdraw(aunt, ConsentPurposes.Account);
        (await aunt.Client.Refused("/api/my/data", method: HttpMethod.Get)).Status.ShouldBe(401, "signed out at once");
        (await Residents(town)).ShouldBe(2);

        var batch = await Imported(town);
        (await Cells(town)).ShouldBe(0, "not yet");

        // In time nobody who is held goes; who is not goes, and is asked anew.
        town.Clock.Move(TimeSpan.FromDays(70));
        await Forget(town);
        await CellsAreGone(town, batch);
        (await PersonOf(town, here)).PhoneSealed.ShouldNotBeNull();
        (await PersonOf(town, gone)).NameMask.ShouldNotBeEmpty();
        (await Residents(town)).ShouldBe(1, "the uncle did not come back and nobody holds him");
        (await Told(town, "account 60")).ShouldBe(1);
        (await ConsentOf(town, Other)).ShouldSatisfyAllConditions(
            c => c.WithdrawnAt.ShouldNotBeNull(),
            c => c.WithdrawnChannel.ShouldBe(ConsentChannel.Retention)
        );
        using var again = new Handset(town);
        (await again.Client.PostAsJsonAsync("/api/resident-session/code", new { phone = Other })).EnsureSuccessStatusCode();
        (
            await again.Client.Refused("/api/resident-session", new { phone = Other, code = await PhoneOwner.CodeFor(town, Other) })
        ).Code.ShouldBe("consent.needed");

        // The day after the last day everything follows.
        town.Clock.Move(TimeSpan.FromDays(21));
        await Forget(town);
        (await PersonOf(town, here)).ShouldSatisfyAllConditions(p => p.PhoneSealed.ShouldBeNull(), p => p.NameMask.ShouldNotBeEmpty());
        (await PersonOf(town, gone)).NameMask.ShouldBeEmpty();
        (await Residents(town)).ShouldBe(0);
        (await Told(town, "account 60")).ShouldBe(2);
        (await Told(town, "person hold-over")).ShouldBe(1);
        using var later = await town.As(Role.ShiftLeader, "zhiban01");
        (await later.Do("/api/person-holds", method: HttpMethod.Get)).AsArray().ShouldBeEmpty();
        (await town.With((_, db) => AuditVerification.Run(db, CancellationToken.None))).Faults.ShouldBeEmpty();
        aunt.Dispose();
        uncle.Dispose();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_hold_is_ended_by_hand_by_the_version_seen_and_what_was_withdrawn_meanwhile_goes(Engine engine)
    {
        var town = await Town.On(engine);
        var phone = engine == Engine.Sqlite ? "15400019011" : "15400019012";
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, engine == Engine.Sqlite ? "解甲" : "解乙");
        var person = Guid.Parse(await home.Person(worker, "试解除", phone, null));
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);
        using var leader = await town.As(Role.ShiftLeader, "zhiban01");
        var command = new
        {
            whom = phone,
            reason = "诉讼",
            endsOn = Today(town).AddDays(9),
        };
        var ids = Ids(await leader.Do("/api/person-holds", command));
        ids.Count.ShouldBe(2);
        await Withdraw(aunt, ConsentPurposes.Account);
        await Forget(town);
        (await Told(town, "account hold-over")).ShouldBe(0, "it is held");

        (await leader.Refused($"/api/person-holds/{ids[0]}/end", new { version = 7 })).Status.ShouldBe(412);
        foreach (var id in ids)
            await leader.Do($"/api/person-holds/{id}/end", new { version = 1 });
        (await leader.Refused($"/api/person-holds/{ids[0]}/end", new { version = 2 })).Status.ShouldBe(404);

        await Forget(town);
        (await Told(town, "account hold-over")).ShouldBe(1);
        await worker.Do($"/api/registry/people/{person}", new { forgetPhone = true, version = 1 }, HttpMethod.Put);
        (
            await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.Action == "data.person-let-go" && a.SubjectId == person))
        ).ShouldBe(1);
    }

    private static Task<int> Cells(Town town) =>
        town.Services.GetRequiredService<ForgetCells>().Forget(Town.District, CancellationToken.None);

    /// <summary>A table of another channel, checked and taken in.</summary>
    private static async Task<Guid> Imported(Town town)
    {
        var table = "编号,内容,经度,纬度,联系电话\r\nC1,路灯不亮,113.6595,34.7521,15400019021\r\n";
        var batch = await town.With(
            (services, _) =>
                services
                    .GetRequiredService<KeepImports>()
                    .Upload(
                        new MemoryStream(Encoding.UTF8.GetBytes(table)),
                        "旧.csv",
                        null,
                        CoordinateReference.Wgs84,
                        Actor.System(Town.District),
                        CancellationToken.None
                    )
        );
        await Until(town, batch, ImportState.Checked);
        await town.With(
            async (services, _) =>
            {
                await services.GetRequiredService<KeepImports>().Begin(batch, null, Actor.System(Town.District), CancellationToken.None);
                return 0;
            }
        );
        await Until(town, batch, ImportState.Done);
        return batch;
    }

    /// <summary>After their time the cells are empty, and what became of the row stays.</summary>
    private static async Task CellsAreGone(Town town, Guid batch)
    {
        (await Cells(town)).ShouldBe(1);
        (await Cells(town)).ShouldBe(0);
        var row = await town.With((_, db) => db.Set<ImportRow>().AsNoTracking().SingleAsync(r => r.BatchId == batch));
        (row.Cells.Length, row.State, row.ReportId.HasValue).ShouldBe((0, ImportRowState.Taken, true));
        (await Told(town, "import 30")).ShouldBe(1);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        (await linXiao.Refused($"/centre/import/{batch}/answers.xlsx", method: HttpMethod.Get)).Code.ShouldBe("import.cells-gone");
        var page = await linXiao.GetStringAsync(new Uri($"/centre/import/{batch}", UriKind.Relative));
        page.ShouldContain("表格内容已经到期删除");
        page.ShouldNotContain("下载回填好的表");
    }

    private static async Task Until(Town town, Guid batch, ImportState state)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (await town.With((_, db) => db.Set<ImportBatch>().AnyAsync(b => b.Id == batch && b.State == state)))
                return;
            await Task.Delay(50);
        }
        throw new TimeoutException($"the file never was {state}");
    }

    private static async Task Withdraw(Handset aunt, string purpose)
    {
        var rows = (await aunt.Client.Do("/api/my/consents", method: HttpMethod.Get)).AsArray();
        var row = rows.Single(r => r!["purpose"]!.GetValue<string>() == purpose)!;
        await aunt.Client.Do($"/api/my/consents/{row["id"]}/withdrawal", new { version = row["version"]!.GetValue<int>() });
    }

    private static async Task Forget(Town town)
    {
        await Until0(() => town.Services.GetRequiredService<ForgetPeople>().Forget(Town.District, CancellationToken.None));
        await Until0(() => town.Services.GetRequiredService<ForgetResidents>().Forget(Town.District, CancellationToken.None));
    }

    private static async Task Until0(Func<Task<int>> portion)
    {
        for (var portions = 0; await portion() > 0; )
            (++portions).ShouldBeLessThan(50, "it comes to an end");
    }

    private static DateOnly Today(Town town) => DateOnly.FromDateTime(town.Clock.GetUtcNow().UtcDateTime.AddHours(8));

    private static IReadOnlyList<Guid> Ids(JsonNode made) => [.. made["ids"]!.AsArray().Select(i => i!.GetValue<Guid>())];

    private static Task<int> Residents(Town town) => town.With((_, db) => db.Set<ResidentRow>().CountAsync());

    private static Task<int> Told(Town town, string detail) =>
        town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.Action == "data.retention" && a.Detail == detail));

    private static Task<Person> PersonOf(Town town, Guid id) =>
        town.With((_, db) => db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == id));

    private static Task<ConsentRecord> ConsentOf(Town town, string phone) =>
        town.With(
            async (services, _) =>
                (await services.GetRequiredService<ConsentBook>().Of(phone, CancellationToken.None)).Single(c =>
                    c.Purpose == ConsentPurposes.Account
                )
        );
}
