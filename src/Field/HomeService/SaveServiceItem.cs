using Gezhi.Field.Visits;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.HomeService;

/// <summary>Adds an item that is done at home, or changes one; the list is the district's. 维护上门事项</summary>
public sealed class SaveServiceItem(DoorScope scope)
{
    /// <summary>Services by age begin no earlier.</summary>
    public const int LowestAge = 60;

    /// <param name="Months">Due again after so many months; null when once is enough; needed for a rule by interval.</param>
    /// <param name="FromAge">Needed for a rule by age, 60 or more.</param>
    /// <param name="WindowDays">Somebody comes so many days before the due day; null for 60.</param>
    /// <param name="Basis">The rule or notice that orders it.</param>
    /// <param name="Version">The one the person saw; 0 for a new one.</param>
    public sealed record Command(
        [property: Needed, Longest(40)] string Name,
        [property: Longest(80)] string? NameEn,
        [property: Needed] ServiceRule? Rule,
        [property: Between(1, 120)] int? Months = null,
        [property: Between(LowestAge, 110)] int? FromAge = null,
        [property: Needed, Longest(300)] string Basis = "",
        bool IsActive = true,
        int Version = 0,
        [property: Between(7, 180)] int? WindowDays = null
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/items",
                async (Command command, SaveServiceItem feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await feature.Run(null, command, actor, ct)))
            )
            .WithSummary("新增上门事项 · Add an item of home service");
        api.MapPut(
                "/items/{itemId:guid}",
                async (Guid itemId, Command command, SaveServiceItem feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await feature.Run(itemId, command, actor, ct)))
            )
            .WithSummary("修改上门事项 · Change an item of home service");
    }

    /// <param name="id">Null to add one; a name that is there already is refused, so a repetition adds nothing.</param>
    /// <exception cref="RuleViolation"><c>service.same-name</c>.</exception>
    /// <exception cref="InvalidInput">The rule lacks its number.</exception>
    /// <exception cref="Forbidden">The actor leads visits nowhere.</exception>
    public async Task<Guid> Run(Guid? id, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!actor.Can(Permission.LeadVisits))
            throw new Forbidden(Permission.LeadVisits);
        if (command.Rule == ServiceRule.Interval && command.Months is null)
            throw new InvalidInput(nameof(command.Months), "input.required");
        if (command.Rule == ServiceRule.Age && command.FromAge is null)
            throw new InvalidInput(nameof(command.FromAge), "input.required");
        var item = id is { } known
            ? await scope.Db.Set<ServiceItem>().FirstOrDefaultAsync(i => i.Id == known, ct) ?? throw new NotFound("item")
            : null;
        if (item is not null && item.Version != command.Version)
            throw new StaleVersion(item.Version);
        if (item is null)
            scope.Db.Add(item = new ServiceItem { DistrictId = scope.Db.DistrictId, Id = Ids.New(scope.Now) });
        item.Write(
            PlainText.CleanLine(command.Name),
            PlainText.CleanLine(command.NameEn),
            command.Rule!.Value,
            command.Months,
            command.Rule is ServiceRule.Age or ServiceRule.Entitled ? command.FromAge : null,
            PlainText.Clean(command.Basis),
            command.IsActive,
            command.WindowDays ?? ServiceItem.UsualWindow
        );
        scope.Db.Audit(actor, "service.item-saved", item.Id, item.Name, scope.Now);
        try
        {
            await scope.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            scope.Db.Forget();
            throw new RuleViolation("service.same-name");
        }
        return item.Id;
    }
}
