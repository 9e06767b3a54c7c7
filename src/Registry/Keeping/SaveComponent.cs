using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Keeping;

/// <summary>Adds a component of the city or mends it. 登记部件</summary>
public sealed class SaveComponent(Ledger ledger)
{
    /// <param name="AreaCode">Grid or micro-grid; taken only when added.</param>
    /// <param name="Code">管理部件标识码, 17 digits; taken only when added.</param>
    /// <param name="DepartmentUscc">主管部门代码.</param>
    /// <param name="Department">主管部门名称.</param>
    /// <param name="Owner">权属单位名称.</param>
    /// <param name="Carer">养护单位名称.</param>
    /// <param name="UnitGridCode">所在单元网格标识码, 15 digits.</param>
    /// <param name="Lon">WGS-84 degrees.</param>
    /// <param name="Lat">WGS-84 degrees.</param>
    /// <param name="Source">Where it comes from; null for a visit.</param>
    /// <param name="Version">The one the person saw; 0 when added.</param>
    public sealed record Command(
        [property: Longest(17)] string? AreaCode,
        [property: Longest(30)] string? Code,
        [property: Needed, Longest(60)] string Name,
        ComponentState State = ComponentState.Sound,
        [property: Longest(30)] string? DepartmentUscc = null,
        [property: Longest(100)] string? Department = null,
        [property: Longest(100)] string? Owner = null,
        [property: Longest(100)] string? Carer = null,
        [property: Longest(20)] string? UnitGridCode = null,
        [property: Longest(150)] string? Address = null,
        [property: Between(-180, 180)] double? Lon = null,
        [property: Between(-90, 90)] double? Lat = null,
        [property: Longest(60)] string? Source = null,
        int Version = 0
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.Keeps<Command, SaveComponent>(
            "components",
            "部件 · Component",
            (feature, id, command, actor, ct) => feature.Run(id, command, actor, ct)
        );

    /// <param name="id">Null to add one.</param>
    /// <exception cref="RuleViolation"><c>registry.already-there</c>: the district has a component of this code.</exception>
    public async Task<Guid> Run(Guid? id, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var uscc = SaveOrganisation.CheckedUscc(command.DepartmentUscc, nameof(command.DepartmentUscc));
        var unitGrid = CheckedUnitGrid(command.UnitGridCode);
        var component = id is { } known
            ? await ledger.ToKeep<Component>(known, command.Version, actor, ct)
            : await Added(command, actor, ct);
        if (id is not null && component.State != command.State)
            component.ChangedOn = ledger.Today;
        (component.Name, component.State) = (PlainText.CleanLine(command.Name), command.State);
        (component.DepartmentUscc, component.Department) = (uscc, PlainText.CleanLine(command.Department));
        (component.Owner, component.Carer) = (PlainText.CleanLine(command.Owner), PlainText.CleanLine(command.Carer));
        (component.UnitGridCode, component.Address) = (unitGrid, PlainText.CleanLine(command.Address));
        if (command is { Lon: { } lon, Lat: { } lat })
            (component.Lon, component.Lat) = (lon, lat);
        ledger.Confirm(component, command.Source, actor);
        await ledger.Put(
            component,
            EntryFace.Of(component),
            id is null ? ChangeKind.Added : ChangeKind.Mended,
            component.Source,
            actor,
            ct
        );
        await ledger.Save(ct);
        return component.Id;
    }

    private async Task<Component> Added(Command command, Actor actor, CancellationToken ct)
    {
        var area = ledger.NeededGrid(command.AreaCode, actor);
        if (!ComponentCode.TryParse(command.Code, ledger.Db.DistrictId, out var code))
            throw new InvalidInput(nameof(command.Code), "registry.component-code-wrong");
        if (await ledger.Db.Set<Component>().AnyAsync(c => c.Code == code.Value, ct))
            throw new RuleViolation("registry.already-there", code.Value);
        var component = new Component
        {
            DistrictId = ledger.Db.DistrictId,
            Id = Ids.New(ledger.Now),
            AreaCode = area,
            Code = code.Value,
            SurveyedOn = ledger.Today,
            ValidFrom = ledger.Today,
        };
        ledger.Db.Add(component);
        return component;
    }

    private static string? CheckedUnitGrid(string? typed)
    {
        var code = PlainText.Normalise(typed).Trim();
        return code.Length == 0 ? null
            : code.Length == 15 && code.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 ? code
            : throw new InvalidInput(nameof(Command.UnitGridCode), "registry.unit-grid-wrong");
    }
}
