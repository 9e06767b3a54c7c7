using Gezhi.Platform;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Importing;

/// <summary>Rows that are merchants and other organisations. 商户与单位导入</summary>
internal sealed class ImportOrganisations(ImportRun run) : ImportRows(run)
{
    private sealed class Draft(int rowNo) : ImportDraft(rowNo)
    {
        public string Name = "";
        public string AddressText = "";
        public OrganisationKind Type;
        public string Trade = "";
        public string? Uscc;
        public DateOnly? LicenceUntilOn;
        public string Contact = "";
        public string? Phone;
        public string At = "";
    }

    public override ImportDraft Read(int rowNo, ImportCells cells)
    {
        var draft = new Draft(rowNo)
        {
            Name = cells.Text("Name", 100),
            AddressText = cells.Text("Address", 150),
            Type = cells.One("Type", OrganisationKind.Merchant),
            Trade = cells.Text("Trade", 60),
            LicenceUntilOn = cells.Day("LicenceUntilOn"),
            Contact = cells.Text("Contact", 40),
        };
        if (draft.Name.Length == 0)
            throw new InvalidInput("Name", "input.required");
        Run.Place(draft, cells);
        if (cells.Digits("Uscc", 30) is { Length: > 0 } code)
            draft.Uscc = Uscc.TryParse(code, out var uscc) ? uscc.Value : throw new InvalidInput("Uscc", "registry.uscc-wrong");
        if (cells.Digits("Phone", 40) is { Length: > 0 } phone)
            draft.Phone =
                Phone.TryParse(phone, out var known) && known.ReachesPerson
                    ? known.Value
                    : throw new InvalidInput("Phone", "registry.phone-wrong");
        draft.Key = draft.Uscc ?? $"{draft.Name}|{draft.AddressText}|{draft.Area}";
        return draft;
    }

    public override async Task Compare(IReadOnlyList<ImportDraft> drafts, CancellationToken ct)
    {
        var (codes, names) = (
            drafts.Cast<Draft>().Select(d => d.Uscc).OfType<string>().ToList(),
            drafts.Cast<Draft>().Select(d => d.Name).Distinct().ToList()
        );
        var found = await Run
            .Look.Set<Organisation>()
            .AsNoTracking()
            .Where(o => o.ValidTo == null && (codes.Contains(o.Uscc!) || names.Contains(o.Name)))
            .ToListAsync(ct);
        foreach (var draft in drafts.Cast<Draft>())
        {
            Run.FindBuilding(draft, isNeeded: false);
            var area = Run.AreaOf(draft);
            var same =
                (draft.Uscc is null ? null : found.Find(o => o.Uscc == draft.Uscc))
                ?? found.Find(o =>
                    o.Name == draft.Name
                    && (o.Uscc is null || draft.Uscc is null)
                    && (
                        o.Address == draft.AddressText
                        || o.BuildingId is not null && o.BuildingId == draft.Building?.Id
                        || draft.AddressText.Length == 0
                    )
                    && (area is null || o.AreaCode[..Math.Min(15, o.AreaCode.Length)] == area[..Math.Min(15, area.Length)])
                );
            if (same is null)
            {
                draft.At = area ?? "";
                continue;
            }
            if (!Run.Owns(same.AreaCode))
            {
                draft.Refuse("registry.area-foreign", "Uscc");
                continue;
            }
            draft.Know(RecordKind.Organisation, same.Id);
            draft.Compare("Uscc", draft.Uscc, same.Uscc);
            draft.Compare("Trade", draft.Trade, same.Trade);
            draft.Compare("LicenceUntilOn", draft.LicenceUntilOn, same.LicenceUntilOn);
            draft.Compare("Phone", draft.Phone?[^4..], same.PhoneTail);
            if (draft.Contact.Length > 0)
                draft.Compare("Contact", Mask.Name(draft.Contact), same.ContactMask);
            if (draft.Name != same.Name)
                draft.Differs.Add("Name");
        }
    }

    public override void Write(ImportDraft row)
    {
        var draft = (Draft)row;
        var organisation = Filled(
            new Organisation
            {
                DistrictId = Run.Db.DistrictId,
                Id = Ids.New(Run.Now),
                BuildingId = draft.Building?.Id,
                Name = draft.Name,
                Type = draft.Type,
                Trade = draft.Trade,
                Uscc = draft.Uscc,
                LicenceUntilOn = draft.LicenceUntilOn,
                Address = draft.AddressText.Length > 0 ? draft.AddressText : draft.Address.Text,
                ValidFrom = Run.Today,
            },
            draft.At
        );
        List<string> blind =
        [
            .. Run.Seal.Contact(organisation, draft.Contact.Length > 0 ? draft.Contact : null),
            .. Run.Seal.Phone(organisation, draft.Phone),
        ];
        Run.Keep(organisation, EntryFace.Of(organisation, blind));
    }

    public override async Task Fill(ImportDraft row, CancellationToken ct)
    {
        var draft = (Draft)row;
        if (await Tracked<Organisation>(draft, ct) is not { } organisation)
            return;
        var words = (await Run.Ledger.Entry(organisation.Id, ct))?.Words;
        var blind = new List<string>();
        blind.AddRange(
            draft.Fills.Contains("Contact") ? Run.Seal.Contact(organisation, draft.Contact) : EntryWords.Kept(words, EntryWords.NameMark)
        );
        blind.AddRange(
            draft.Fills.Contains("Phone") ? Run.Seal.Phone(organisation, draft.Phone) : EntryWords.Kept(words, EntryWords.PhoneMark)
        );
        if (draft.Fills.Contains("Uscc"))
            organisation.Uscc = draft.Uscc;
        if (draft.Fills.Contains("Trade"))
            organisation.Trade = draft.Trade;
        if (draft.Fills.Contains("LicenceUntilOn"))
            organisation.LicenceUntilOn = draft.LicenceUntilOn;
        await Told(organisation, EntryFace.Of(organisation, blind), draft, ct);
    }
}
