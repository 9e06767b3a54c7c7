using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Keeping;

/// <summary>A person moves to another household or away; where they lived stays on record with its days. 迁移</summary>
public sealed class MovePerson(Ledger ledger)
{
    /// <param name="HouseholdId">Where to; null when they moved away from here.</param>
    /// <param name="Version">The one the person saw.</param>
    public sealed record Command(int Version, Guid? HouseholdId = null, MemberRelation Relation = MemberRelation.Other);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/people/{id:guid}/move",
                async (Guid id, Command command, MovePerson feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Run(id, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("迁移 · Move a person");

    /// <exception cref="RuleViolation"><c>registry.lives-there</c>.</exception>
    public async Task Run(Guid id, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var person = await ledger.ToKeep<Person>(id, command.Version, actor, ct);
        var target = command.HouseholdId is { } householdId ? await ledger.ToFill<Household>(householdId, actor, ct) : null;
        if (target is not null && target.Id == person.HouseholdId)
            throw new RuleViolation("registry.lives-there");
        foreach (var member in await ledger.Db.Set<HouseholdMember>().Where(m => m.PersonId == id && m.ValidTo == null).ToListAsync(ct))
        {
            member.ValidTo = ledger.Today;
            ledger.Tell(member.HouseholdId, ChangeKind.MovedOut, "", actor);
        }
        person.HouseholdId = target?.Id;
        Dwelling? dwelling = null;
        Building? building = null;
        if (target is not null)
        {
            person.AreaCode = target.AreaCode;
            ledger.Db.Add(Member(person, target, command.Relation));
            ledger.Tell(target.Id, ChangeKind.MovedIn, "", actor);
            (dwelling, building) = await Doors.Of(ledger.Db, target.Id, ct);
        }
        ledger.Confirm(person, null, actor);
        var blind = Follow.Blind((await ledger.Entry(person.Id, ct))?.Words);
        var action = target is null ? ChangeKind.MovedOut : ChangeKind.MovedIn;
        await ledger.Put(person, EntryFace.Of(person, blind, dwelling, building), action, "", actor, ct);
        await ledger.Save(ct);
    }

    private HouseholdMember Member(Person person, Household household, MemberRelation relation) =>
        new()
        {
            DistrictId = person.DistrictId,
            Id = Ids.New(ledger.Now),
            HouseholdId = household.Id,
            PersonId = person.Id,
            Relation = relation,
            ValidFrom = ledger.Today,
        };
}
