using Gezhi.Platform;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Importing;

/// <summary>Rows that are components, by the columns of the national field list. 部件导入</summary>
internal sealed class ImportComponents(ImportRun run) : ImportRows(run)
{
    private sealed class Draft(int rowNo) : ImportDraft(rowNo)
    {
        public string Code17 = "";
        public string Name = "";
        public string? DepartmentUscc;
        public string Department = "";
        public string Owner = "";
        public string Carer = "";
        public string? UnitGrid;
        public ComponentState Condition;
        public DateOnly? SurveyedOn;
        public DateOnly? ChangedOn;
        public string AddressText = "";
        public string At = "";
    }

    public override ImportDraft Read(int rowNo, ImportCells cells)
    {
        var draft = new Draft(rowNo)
        {
            Name = cells.Text("Name", 60),
            Department = cells.Text("Department", 100),
            Owner = cells.Text("Owner", 100),
            Carer = cells.Text("Carer", 100),
            Condition = cells.One("State", ComponentState.Sound),
            SurveyedOn = cells.Day("SurveyedOn"),
            ChangedOn = cells.Day("ChangedOn"),
            AddressText = cells.Text("Address", 150),
        };
        if (draft.Name.Length == 0)
            throw new InvalidInput("Name", "input.required");
        draft.Code17 = ComponentCode.TryParse(cells.Digits("Code", 40), Run.Db.DistrictId, out var code)
            ? code.Value
            : throw new InvalidInput("Code", "registry.component-code-wrong");
        if (cells.Digits("DepartmentUscc", 30) is { Length: > 0 } typed)
            draft.DepartmentUscc = Uscc.TryParse(typed, out var uscc)
                ? uscc.Value
                : throw new InvalidInput("DepartmentUscc", "registry.uscc-wrong");
        if (cells.Digits("UnitGridCode", 20) is { Length: > 0 } cell)
            draft.UnitGrid =
                cell.Length == 15
                && cell.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
                && AreaCode.TryParse(cell, out var grid)
                && grid.DistrictId == Run.Db.DistrictId
                    ? cell
                    : throw new InvalidInput("UnitGridCode", "registry.unit-grid-wrong");
        Run.Place(draft, cells, AreaLevel.Community);
        draft.Key = draft.Code17;
        return draft;
    }

    public override async Task Compare(IReadOnlyList<ImportDraft> drafts, CancellationToken ct)
    {
        var codes = drafts.Cast<Draft>().Select(d => d.Code17).ToList();
        var found = (await Run.Look.Set<Component>().AsNoTracking().Where(c => codes.Contains(c.Code)).ToListAsync(ct)).ToDictionary(c =>
            c.Code
        );
        foreach (var draft in drafts.Cast<Draft>())
        {
            if (found.GetValueOrDefault(draft.Code17) is not { } same)
            {
                draft.Area ??= draft.Lon is null ? draft.UnitGrid?[..12] : null; // a unit grid lies inside one community
                draft.At = Run.AreaOf(draft) ?? "";
                continue;
            }
            if (!Run.Owns(same.AreaCode) || same.ValidTo is not null)
            {
                draft.Refuse(same.ValidTo is null ? "registry.area-foreign" : "registry.ended", "Code");
                continue;
            }
            draft.Know(RecordKind.Component, same.Id);
            draft.Compare("Name", draft.Name, same.Name);
            draft.Compare("DepartmentUscc", draft.DepartmentUscc, same.DepartmentUscc);
            draft.Compare("Department", draft.Department, same.Department);
            draft.Compare("Owner", draft.Owner, same.Owner);
            draft.Compare("Carer", draft.Carer, same.Carer);
            draft.Compare("UnitGridCode", draft.UnitGrid, same.UnitGridCode);
            draft.Compare("SurveyedOn", draft.SurveyedOn, same.SurveyedOn);
            draft.Compare("ChangedOn", draft.ChangedOn, same.ChangedOn);
            draft.Compare("Address", draft.AddressText, same.Address);
            draft.Compare("Lon", draft.Lon, same.Lon);
            draft.Compare("Lat", draft.Lat, same.Lat);
            if (draft.Condition != same.State)
                draft.Differs.Add("State");
        }
    }

    public override void Write(ImportDraft row)
    {
        var draft = (Draft)row;
        var component = Filled(
            new Component
            {
                DistrictId = Run.Db.DistrictId,
                Id = Ids.New(Run.Now),
                Code = draft.Code17,
                Name = draft.Name,
                DepartmentUscc = draft.DepartmentUscc,
                Department = draft.Department,
                Owner = draft.Owner,
                Carer = draft.Carer,
                UnitGridCode = draft.UnitGrid,
                State = draft.Condition,
                SurveyedOn = draft.SurveyedOn,
                ChangedOn = draft.ChangedOn,
                Address = draft.AddressText,
                Lon = draft.Lon,
                Lat = draft.Lat,
                ValidFrom = Run.Today,
            },
            draft.At
        );
        Run.Keep(component, EntryFace.Of(component));
    }

    public override async Task Fill(ImportDraft row, CancellationToken ct)
    {
        var draft = (Draft)row;
        if (await Tracked<Component>(draft, ct) is not { } c)
            return;
        bool Has(string field) => draft.Fills.Contains(field);
        if (Has("DepartmentUscc"))
            c.DepartmentUscc = draft.DepartmentUscc;
        if (Has("Department"))
            c.Department = draft.Department;
        if (Has("Owner"))
            c.Owner = draft.Owner;
        if (Has("Carer"))
            c.Carer = draft.Carer;
        if (Has("UnitGridCode"))
            c.UnitGridCode = draft.UnitGrid;
        if (Has("SurveyedOn"))
            c.SurveyedOn = draft.SurveyedOn;
        if (Has("ChangedOn"))
            c.ChangedOn = draft.ChangedOn;
        if (Has("Address"))
            c.Address = draft.AddressText;
        if (Has("Lon"))
            c.Lon = draft.Lon;
        if (Has("Lat"))
            c.Lat = draft.Lat;
        await Told(c, EntryFace.Of(c), draft, ct);
    }
}
