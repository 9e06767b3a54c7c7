using Gezhi.Field.Inspections;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>Inspections that a phone made without network.</summary>
public sealed class OfflineInspectionTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_phone_keeps_what_is_due_and_sends_it_once_with_its_photos(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        var place = await wangLei.NewPlace("Other", "仓库");
        var list = await town.NewChecklist("Other", everyDays: 30, withPhoto: true);
        using var phone = await Pocket.Of(town, InspectTown.Worker);
        await phone.Sync();

        var kept = phone.Held[("place", place.ToString())].Data;
        kept["checklistIds"]!.ToJsonString().ShouldContain(list.ToString());
        (kept["record"]!.GetValue<string>(), kept.Int("count")).ShouldBe(("place", 0));
        kept.ToJsonString().ShouldNotContain("phone");
        phone.Held[("checklist", list.ToString())].Data["items"]!.AsArray().Count.ShouldBe(2);

        var photo = await phone.Upload(Pocket.NewPhoto(), 300);
        var now = town.Clock.GetUtcNow().UtcDateTime;
        var entry = Pocket.Entry(
            "inspect",
            place,
            new
            {
                record = "place",
                checklistId = list,
                answers = new object[]
                {
                    new { number = 1, value = "yes" },
                    new
                    {
                        number = 2,
                        measured = 8.0,
                        note = "2018 年的",
                    },
                },
                photos = new[] { new { hash = photo, role = "photo-2" } },
            },
            now.AddHours(-2),
            0,
            photo
        );
        var first = await phone.SendOne(now, entry);
        var again = await phone.SendOne(now, entry);

        (first.Text("outcome"), again.Text("outcome")).ShouldBe(("accepted", "accepted"));
        var rows = await town.With((_, db) => db.Set<Inspection>().AsNoTracking().Where(i => i.SubjectId == place).ToListAsync());
        rows.Single().Items()[1].Photos.ShouldBe([photo]);
        rows.Single().MadeAt.ShouldBe(now.AddHours(-2), TimeSpan.FromMilliseconds(1));
        var hazard = await town.With((_, db) => db.Set<Hazard>().AsNoTracking().SingleAsync(h => h.SubjectId == place));
        hazard.CaseId.ShouldNotBeNull();
        await phone.Sync();
        phone.Held.ShouldNotContainKey(("place", place.ToString()), "it is not due any more");
        var after = await phone.Upload(Pocket.NewPhoto(), 300);
        var recheck = Pocket.Entry(
            "recheck",
            place,
            new
            {
                hazardId = hazard.Id,
                passed = true,
                photos = new[] { new { hash = after, role = "photo-0" } },
            },
            now,
            1,
            after
        );
        (await phone.SendOne(now, recheck)).Text("outcome").ShouldBe("accepted");
        (await wangLei.Read($"/api/hazards/{hazard.Id}")).Text("state").ShouldBe("Closed");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_inspection_by_somebody_else_meanwhile_is_shown_and_decided_by_the_worker(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var place = await wangLei.NewPlace("Charging", "车棚");
        var list = await town.NewChecklist("Charging");
        using var phone = await Pocket.Of(town, InspectTown.Worker);
        var now = town.Clock.GetUtcNow().UtcDateTime;
        await secretary.Do("/api/inspections", InspectTown.Inspection(place, list, InspectTown.NoExtinguisher));
        object Data(Guid? insteadOf) =>
            new
            {
                record = "place",
                checklistId = list,
                answers = InspectTown.Fine,
                insteadOf,
            };

        var mine = Pocket.Entry("inspect", place, Data(null), now, 0);
        var held = await phone.SendOne(now, mine);
        held.Text("outcome").ShouldBe("needs-me");
        held["theirs"]!["lines"]![0]!.GetValue<string>().ShouldContain("1 项不合格");
        held["theirs"]!["by"]!.GetValue<string>().ShouldNotContain("郑书记", Case.Sensitive, "a post, never a name");

        var again = Pocket.Entry("inspect", place, Data(Guid.Parse(mine["id"]!.ToString())), now, held["theirs"]!.Int("version"));
        (await phone.SendOne(now, again)).Text("outcome").ShouldBe("accepted");
        (await town.With((_, db) => db.Set<Inspection>().CountAsync(i => i.SubjectId == place))).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_phone_that_lies_is_refused(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        var place = await wangLei.NewPlace("Stall", "摊位");
        var list = await town.NewChecklist("Stall");
        using var other = await Pocket.Of(town, "wangge0002");
        using var phone = await Pocket.Of(town, InspectTown.Worker);
        var now = town.Clock.GetUtcNow().UtcDateTime;
        object Data(object[] answers) =>
            new
            {
                record = "place",
                checklistId = list,
                answers,
            };

        (await other.SendOne(now, Pocket.Entry("inspect", place, Data(InspectTown.Fine), now, 0))).Text("outcome").ShouldBe("refused");
        var half = await phone.SendOne(now, Pocket.Entry("inspect", place, Data([new { number = 1, value = "yes" }]), now, 0));
        (half.Text("outcome"), half["problem"]!.Text("code")).ShouldBe(("refused", "inspection.unanswered"));
        (await phone.SendOne(now, Pocket.Entry("inspect", null, Data(InspectTown.Fine), now, 0))).Text("outcome").ShouldBe("refused");
        (await phone.SendOne(now, Pocket.Entry("recheck", place, new { hazardId = Guid.CreateVersion7(), passed = true }, now, 0)))
            .Text("outcome")
            .ShouldBe("refused");
        (await town.With((_, db) => db.Set<Inspection>().CountAsync(i => i.SubjectId == place))).ShouldBe(0);
    }
}
