using Gezhi.Grids.Staffing;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Party;

/// <summary>A party organisation in the list. 党组织行</summary>
/// <param name="Kind">Null when the kind is no longer among the district's.</param>
public sealed record PartyRow(
    Guid Id,
    PartyStep Step,
    PartyKind? Kind,
    string AreaCode,
    string Name,
    string SecretaryName,
    int? Members,
    DateOnly ValidFrom,
    int Version
);

/// <summary>A contact member in the list, with a number and no list of households. 联户党员行</summary>
public sealed record ContactRow(Guid Id, Guid OrgId, string AreaCode, string Name, DateOnly ConsentedOn, int Households);

/// <summary>All that the party page of an area shows. 党建链表</summary>
/// <param name="Here">Organisations at the area itself and, from the community down, below it.</param>
/// <param name="Contacts">Contact members, from the grid down.</param>
/// <param name="Gaps">Grids without branch, micro-grids without group; micro-grids only from the street down.</param>
public sealed record PartySheet(
    StaffTree Tree,
    PartyReach Total,
    IReadOnlyList<PartyReach> Children,
    IReadOnlyList<PartyRow> Here,
    IReadOnlyList<ContactRow> Contacts,
    IReadOnlyList<StaffArea> Gaps,
    IReadOnlyList<PartyKind> Kinds
);

/// <summary>A letter to a household in contact. 告知信</summary>
public sealed record ContactLetter(string Dwelling, string Code, string Member, string Group, DateOnly Since);

/// <summary>Reads the party chain beside the tree of areas. 查党建链</summary>
public sealed class ReadParty(GezhiDb db, StaffAreas areas, Dwelling dwellings, TimeProvider clock)
{
    /// <param name="code">6 to 17 digits; null for the widest area of the actor's posts.</param>
    /// <exception cref="NotFound">No such area, or out of reach.</exception>
    public async Task<PartySheet> Run(string? code, Actor actor, CancellationToken ct)
    {
        var tree = await areas.Below(code, actor, Permission.SeeStaffing, ct);
        var area = tree.Area;
        var kinds = await db.KindsOfParty(ct);
        var byCode = kinds.ToDictionary(k => k.Code);
        var orgs = await db.PartyOrgsBelow(area.Code, areas.Today)
            .OrderBy(o => o.AreaCode)
            .ThenBy(o => o.Step)
            .ThenBy(o => o.Id)
            .ToListAsync(ct);
        var chain = orgs.Select(o => (o.Step, o.AreaCode)).ToList();
        var reach = PartyCoverage.Of(tree.Children.Append(area), [.. tree.All], chain, await InContact(area.Code, ct));
        return new PartySheet(
            tree,
            reach[^1],
            [.. reach.Take(reach.Count - 1)],
            [
                .. orgs.Where(o => o.AreaCode == area.Code || area.Level >= AreaLevel.Community)
                    .Select(o => new PartyRow(
                        o.Id,
                        o.Step,
                        byCode.GetValueOrDefault(o.KindCode),
                        o.AreaCode,
                        o.Name,
                        o.SecretaryName,
                        o.Members,
                        o.ValidFrom,
                        o.Version
                    )),
            ],
            area.Level >= AreaLevel.Grid ? await Contacts(area.Code, ct) : [],
            [.. PartyCoverage.Gaps(tree.All, chain).Where(g => g.Level == AreaLevel.Grid || area.Level >= AreaLevel.Street)],
            kinds
        );
    }

    /// <summary>One letter a household, for whoever keeps the staffing there; the opening is on the audit trail.</summary>
    /// <param name="purpose">Why; the households see when and why their dwelling was opened.</param>
    /// <exception cref="NotFound">No such contact, or out of reach.</exception>
    public async Task<IReadOnlyList<ContactLetter>> Letters(Guid contactId, string purpose, Actor actor, CancellationToken ct)
    {
        var why = PlainText.CleanLine(purpose);
        if (why.Length is 0 or > 100)
            throw new InvalidInput("Purpose", why.Length == 0 ? "input.required" : "input.too-long");
        var contact =
            await db
                .PartyContacts.AsNoTracking()
                .Where(c => c.Id == contactId && c.ValidTo == null)
                .Join(
                    db.PartyOrgs,
                    c => c.OrgId,
                    o => o.Id,
                    (c, o) =>
                        new
                        {
                            c.AreaCode,
                            c.Name,
                            Group = o.Name,
                        }
                )
                .FirstOrDefaultAsync(ct)
            ?? throw new NotFound("contact");
        if (actor.PostFor(Permission.KeepStaffing, contact.AreaCode) is null)
            throw new NotFound("contact");
        db.Audit(actor, RefuseContact.Opened, contactId, why, clock.UtcNow);
        await db.Save(ct);
        var households = await db.ContactHouseholds.AsNoTracking().Where(h => h.ContactId == contactId).OrderBy(h => h.Id).ToListAsync(ct);
        return [.. households.Select(h => new ContactLetter(dwellings.Text(h), dwellings.Code(h), contact.Name, contact.Group, h.Since))];
    }

    private async Task<Dictionary<string, int>> InContact(string code, CancellationToken ct)
    {
        var end = code + ":"; // ':' follows '9'
        return await db
            .ContactHouseholds.Where(h => h.AreaCode.CompareTo(code) >= 0 && h.AreaCode.CompareTo(end) < 0)
            .GroupBy(h => h.AreaCode)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    private async Task<List<ContactRow>> Contacts(string code, CancellationToken ct)
    {
        var end = code + ":"; // ':' follows '9'
        return await db
            .PartyContacts.AsNoTracking()
            .Where(c => c.ValidTo == null && c.AreaCode.CompareTo(code) >= 0 && c.AreaCode.CompareTo(end) < 0)
            .OrderBy(c => c.AreaCode)
            .ThenBy(c => c.Id)
            .Select(c => new ContactRow(
                c.Id,
                c.OrgId,
                c.AreaCode,
                c.Name,
                c.ConsentedOn,
                db.Set<ContactHousehold>().Count(h => h.ContactId == c.Id)
            ))
            .ToListAsync(ct);
    }
}
