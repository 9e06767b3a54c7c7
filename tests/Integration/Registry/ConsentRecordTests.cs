using System.Net;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Registry;

/// <summary>Consents that staff write down, children and their guardians, and what stops on withdrawal.</summary>
public sealed class ConsentRecordTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_child_is_entered_only_with_a_guardian_and_leaves_nothing_after_the_withdrawal(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, engine == Engine.Sqlite ? "童甲" : "童乙");
        var year = town.Clock.GetUtcNow().Year - 6;
        object Child(string? guardian, string? relation) =>
            new
            {
                householdId = home.Household,
                name = "试小满",
                birthYear = year,
                guardian,
                guardianRelation = relation,
            };

        (await worker.Refused("/api/registry/people", Child(null, null))).Code.ShouldBe("registry.guardian-needed");
        (await worker.Refused("/api/registry/people", Child("试大满", null))).Code.ShouldBe("registry.guardian-needed");
        var id = (await worker.Do("/api/registry/people", Child("试大满", "Mother")))["id"]!.GetValue<Guid>();

        var record = await town.With((_, db) => db.Set<ConsentRecord>().AsNoTracking().SingleAsync(c => c.SubjectId == id));
        (record.Purpose, record.IsChild, record.GivenBy, record.GuardianMask).ShouldBe(
            (ConsentPurposes.Child, true, ConsentGiver.Guardian, "试**")
        );
        record.RecordedPost.ShouldNotBeNullOrEmpty();
        (
            await worker.Refused(
                "/api/registry/people",
                new
                {
                    householdId = home.Household,
                    name = "试小满",
                    phone = "15406100001",
                    birthYear = year,
                    hasConsented = true,
                }
            )
        ).Code.ShouldBe("registry.guardian-needed");
        await worker.Do($"/api/registry/consents/{record.Id}/withdrawal", new { channel = "HomeVisit", version = record.Version });

        var gone = await town.With((_, db) => db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == id));
        gone.ValidTo.ShouldNotBeNull();
        (gone.NameMask, gone.BirthYear).ShouldBe(("", null));
        (await town.With((_, db) => db.Set<Gezhi.Registry.Searching.RegistryEntry>().AnyAsync(e => e.Id == id))).ShouldBeFalse(
            "nobody finds the child"
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Staff_write_down_what_was_signed_list_it_and_open_it_on_the_trail(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        using var stranger = await town.As(Role.GridWorker, "wangge0004");
        var home = await Home.Make(worker, engine == Engine.Sqlite ? "签甲" : "签乙");
        var person = Guid.Parse(await home.Person(worker, "试签字", null, null));
        object Signed(string? paperNo, string by = "Self", string? guardian = null) =>
            new
            {
                purpose = "registry",
                personId = person,
                givenBy = by,
                relation = guardian is null ? null : "Father",
                guardian,
                channel = "Paper",
                paperNo,
            };

        (await worker.Refused("/api/registry/consents", Signed(null))).Status.ShouldBe(400);
        foreach (var channel in new[] { "Page", "List", "Retention" }) // what people do on the page they do themselves
            (
                await worker.Refused(
                    "/api/registry/consents",
                    new
                    {
                        purpose = "registry",
                        personId = person,
                        givenBy = "Self",
                        channel,
                    }
                )
            ).Status.ShouldBe(400, channel);
        (
            await worker.Refused(
                "/api/registry/consents",
                new
                {
                    purpose = "account",
                    personId = person,
                    givenBy = "Self",
                    channel = "Paper",
                    paperNo = "1",
                }
            )
        ).Status.ShouldBe(400);
        (
            await worker.Refused(
                "/api/registry/consents",
                new
                {
                    purpose = "child",
                    personId = person,
                    givenBy = "Self",
                    channel = "Paper",
                    paperNo = "1",
                }
            )
        ).Code.ShouldBe("consent.guardian-needed");
        (await stranger.Refused("/api/registry/consents", Signed("纸-1"))).Status.ShouldBe(404);
        var id = (await worker.Do("/api/registry/consents", Signed("纸-1", "Guardian", "试代签")))["id"]!.GetValue<Guid>();
        (await worker.Do("/api/registry/consents", Signed("纸-1", "Guardian", "试代签")))["id"]!
            .GetValue<Guid>()
            .ShouldBe(id, "the same again");

        var row = (await worker.Do($"/api/registry/consents?person={person}", method: HttpMethod.Get))["rows"]!
            .AsArray()
            .ShouldHaveSingleItem()!;
        (row["subject"]!.GetValue<string>(), row["guardian"]!.GetValue<string>(), row["paperNo"]!.GetValue<string>()).ShouldBe(
            ("试**", "试**", "纸-1"),
            "masks alone"
        );
        (await stranger.Do($"/api/registry/consents?person={person}", method: HttpMethod.Get))["rows"]!.AsArray().ShouldBeEmpty();
        (await stranger.Refused($"/api/registry/consents/{id}/opening")).Status.ShouldBe(404);
        var opened = await worker.Do($"/api/registry/consents/{id}/opening");
        opened["guardian"]!.GetValue<string>().ShouldBe("试代签");
        opened["phone"].ShouldBeNull("phones are opened in the registry, for a purpose");
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.Action == "consent.opened" && a.SubjectId == id))).ShouldBe(1);
        var page = await worker.GetStringAsync(new Uri($"/registry/consents?person={person}", UriKind.Relative));
        page.ShouldContain("纸-1");
        page.ShouldNotContain("试代签");
        (await worker.Refused($"/api/registry/consents/{id}/withdrawal", new { channel = "Paper", version = 7 })).Status.ShouldBe(412);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_list_of_consents_leaves_the_house_by_the_rules_of_every_list_of_people(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, engine == Engine.Sqlite ? "单甲" : "单乙");
        var person = Guid.Parse(await home.Person(worker, "试清单", "15406100011", null));
        (
            await worker.Refused(
                "/api/registry/exports",
                new
                {
                    kind = "Place",
                    areaCode = "41010301000400101",
                    purpose = "Statistics",
                    note = "核对",
                    ofConsents = true,
                }
            )
        ).Status.ShouldBe(400);
        var id = (
            await worker.Do(
                "/api/registry/exports",
                new
                {
                    kind = "Person",
                    areaCode = "41010301000400101",
                    purpose = "Statistics",
                    note = "核对同意书",
                    ofConsents = true,
                }
            )
        )["id"]!.GetValue<Guid>();

        (await worker.GetAsync(new Uri($"/api/registry/exports/{id}/list.csv", UriKind.Relative))).StatusCode.ShouldBe(
            HttpStatusCode.Conflict,
            "a second person first"
        );
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        await secretary.Do($"/api/registry/exports/{id}/decision", new { isApproved = true, version = 1 });

        var list = await worker.GetStringAsync(new Uri($"/api/registry/exports/{id}/list.csv", UriKind.Relative));
        list.ShouldContain("台账里留存电话或证件号码");
        list.ShouldContain("试**");
        list.ShouldNotContain("试清单");
        list.ShouldNotContain("15406100011");
        person.ShouldNotBe(Guid.Empty);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Long_after_the_withdrawal_nobody_can_be_known_by_it(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, engine == Engine.Sqlite ? "忘甲" : "忘乙");
        var person = Guid.Parse(await home.Person(worker, "试忘记", engine == Engine.Sqlite ? "15406100021" : "15406100022", null));
        var record = await town.With((_, db) => db.Set<ConsentRecord>().AsNoTracking().SingleAsync(c => c.SubjectId == person));
        record.PhoneSealed.ShouldNotBeNull();
        await worker.Do($"/api/registry/consents/{record.Id}/withdrawal", new { channel = "Phone", version = record.Version });
        var forget = town.Services.GetRequiredService<ForgetConsents>();
        await forget.Forget(Town.District, CancellationToken.None);
        (await Kept(town, record.Id)).PhoneSealed.ShouldNotBeNull("not yet");

        await town.With(
            async (_, db) =>
                await db.Set<ConsentRecord>()
                    .Where(c => c.Id == record.Id)
                    .ExecuteUpdateAsync(s => s.SetProperty(c => c.WithdrawnAt, town.Clock.GetUtcNow().UtcDateTime.AddDays(-1_096)))
        );
        while (await forget.Forget(Town.District, CancellationToken.None) > 0) { }

        var kept = await Kept(town, record.Id);
        (kept.PhoneSealed, kept.PhoneIndex, kept.PhoneTail).ShouldBe((null, null, null));
        kept.Purpose.ShouldBe(ConsentPurposes.Registry, "that there was one stays");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_person_whose_record_ended_long_ago_is_forgotten_and_one_who_lives_here_is_not(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, engine == Engine.Sqlite ? "终甲" : "终乙");
        var (gone, here) = (
            Guid.Parse(await home.Person(worker, "试搬走", null, null)),
            Guid.Parse(await home.Person(worker, "试还在", null, null))
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
        var forget = town.Services.GetRequiredService<Gezhi.Registry.Keeping.ForgetPeople>();
        await forget.Forget(Town.District, CancellationToken.None);
        (await PersonOf(town, gone)).NameMask.ShouldNotBeEmpty("not yet");

        await town.With(
            (_, db) =>
                db.Set<Person>()
                    .Where(p => p.Id == gone)
                    .ExecuteUpdateAsync(s =>
                        s.SetProperty(p => p.ValidTo, DateOnly.FromDateTime(town.Clock.GetUtcNow().UtcDateTime).AddDays(-1_097))
                    )
        );
        while (await forget.Forget(Town.District, CancellationToken.None) > 0) { }

        var kept = await PersonOf(town, gone);
        (kept.NameMask, kept.PhoneSealed, kept.BirthYear).ShouldBe(("", null, null));
        kept.ValidTo.ShouldNotBeNull("that there was one, and its days, stay");
        (await PersonOf(town, here)).NameMask.ShouldNotBeEmpty();
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.Action == "data.retention" && a.SubjectId == gone))).ShouldBe(1);
    }

    private static Task<Person> PersonOf(Town town, Guid id) =>
        town.With((_, db) => db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == id));

    private static Task<ConsentRecord> Kept(Town town, Guid id) =>
        town.With((_, db) => db.Set<ConsentRecord>().AsNoTracking().SingleAsync(c => c.Id == id));
}
