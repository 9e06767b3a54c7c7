using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Registry.Keeping;

/// <summary>Adds a merchant or another organisation, or mends it. 登记商户与单位</summary>
public sealed class SaveOrganisation(Ledger ledger, PersonSeal seal)
{
    /// <param name="AreaCode">Grid or micro-grid; taken only when added, and from the building when one is named.</param>
    /// <param name="Trade">经营业态.</param>
    /// <param name="Uscc">统一社会信用代码.</param>
    /// <param name="LicenceUntilOn">Last local day of the licence.</param>
    /// <param name="BuildingId">Taken only when added.</param>
    /// <param name="Address">Empty: that of the building.</param>
    /// <param name="Contact">Whom to call; empty leaves it as it is.</param>
    /// <param name="Phone">Empty leaves it as it is.</param>
    /// <param name="ForgetContact">Takes contact and phone away.</param>
    /// <param name="Source">Where it comes from; null for a visit.</param>
    /// <param name="Version">The one the person saw; 0 when added.</param>
    public sealed record Command(
        [property: Longest(17)] string? AreaCode,
        [property: Needed, Longest(100)] string Name,
        OrganisationKind Type = OrganisationKind.Merchant,
        [property: Longest(60)] string? Trade = null,
        [property: Longest(30)] string? Uscc = null,
        DateOnly? LicenceUntilOn = null,
        Guid? BuildingId = null,
        [property: Longest(150)] string? Address = null,
        [property: Longest(40)] string? Contact = null,
        [property: Longest(40)] string? Phone = null,
        bool ForgetContact = false,
        [property: Longest(60)] string? Source = null,
        int Version = 0
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.Keeps<Command, SaveOrganisation>(
            "organisations",
            "商户与单位 · Organisation",
            (feature, id, command, actor, ct) => feature.Run(id, command, actor, ct)
        );

    /// <param name="id">Null to add one.</param>
    public async Task<Guid> Run(Guid? id, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var phone = PersonSeal.CheckedPhone(command.Phone);
        var uscc = CheckedUscc(command.Uscc);
        var organisation = id is { } known
            ? await ledger.ToKeep<Organisation>(known, command.Version, actor, ct)
            : await Added(command, actor, ct);
        var words = (await ledger.Entry(organisation.Id, ct))?.Words;
        var contact = PlainText.CleanLine(command.Contact);
        List<string> blind =
        [
            .. contact.Length > 0 || command.ForgetContact
                ? seal.Contact(organisation, contact.Length > 0 ? contact : null)
                : EntryWords.Kept(words, EntryWords.NameMark),
            .. phone is not null || command.ForgetContact ? seal.Phone(organisation, phone) : EntryWords.Kept(words, EntryWords.PhoneMark),
        ];
        (organisation.Name, organisation.Trade) = (PlainText.CleanLine(command.Name), PlainText.CleanLine(command.Trade));
        (organisation.Type, organisation.Uscc, organisation.LicenceUntilOn) = (command.Type, uscc, command.LicenceUntilOn);
        if (PlainText.CleanLine(command.Address) is { Length: > 0 } address)
            organisation.Address = address;
        ledger.Confirm(organisation, command.Source, actor);
        var action = id is null ? ChangeKind.Added : ChangeKind.Mended;
        await ledger.Put(organisation, EntryFace.Of(organisation, blind), action, organisation.Source, actor, ct);
        await ledger.Save(ct);
        return organisation.Id;
    }

    private async Task<Organisation> Added(Command command, Actor actor, CancellationToken ct)
    {
        var building = command.BuildingId is { } buildingId ? await ledger.ToFill<Building>(buildingId, actor, ct) : null;
        var organisation = new Organisation
        {
            DistrictId = ledger.Db.DistrictId,
            Id = Ids.New(ledger.Now),
            AreaCode = building?.AreaCode ?? ledger.NeededGrid(command.AreaCode, actor),
            BuildingId = building?.Id,
            Address = building?.Address ?? "",
            ValidFrom = ledger.Today,
        };
        ledger.Db.Add(organisation);
        return organisation;
    }

    /// <param name="field">Where it was typed.</param>
    internal static string? CheckedUscc(string? typed, string field = nameof(Command.Uscc)) =>
        string.IsNullOrWhiteSpace(typed) ? null
        : Uscc.TryParse(typed, out var code) ? code.Value
        : throw new InvalidInput(field, "registry.uscc-wrong");
}
