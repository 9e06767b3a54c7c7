using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Grids.Staffing;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Desks;
using Microsoft.Extensions.Localization;

namespace Gezhi.Grids.DeskLists;

/// <summary>没有责任人的网格、微网格: posts and seats that the norm wants filled and nobody holds. 空岗清单</summary>
internal sealed class EmptyPosts(ReadStaffing staffing, IStringLocalizer texts, TimeProvider clock) : DeskGathered(clock)
{
    public override string Key => "empty-posts";
    public override DeskPart Part => DeskPart.Unowned;
    public override int Order => 30;

    public override bool IsFor(Actor actor) => actor.Can(Permission.SeeStaffing);

    public override string Name(IStringLocalizer T) => T["没有人负责的网格和岗位"];

    public override string Formula(IStringLocalizer T) => T["按配置标准该有人、现在没有人的网格、微网格和岗位，一格一岗一条"];

    public override string Href(DeskEntry entry) => $"/staffing?area={entry.AreaCode}";

    protected override async Task<IReadOnlyList<DeskEntry>> All(Actor actor, CancellationToken ct)
    {
        var found = new List<DeskEntry>();
        foreach (var area in WidestAreas.Of(actor.Posts.Where(p => RolePermissions.Has(p.Role, Permission.SeeStaffing))))
        foreach (var vacancy in (await staffing.Run(area, actor, ct)).Check.Vacancies)
            found.Add(
                new DeskEntry
                {
                    Id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{vacancy.Area.Code}{vacancy.Kind}")).AsSpan(0, 16)),
                    Title = vacancy.Area.Name(CultureInfo.CurrentUICulture),
                    Note = texts.Of(vacancy.Kind),
                    AreaCode = vacancy.Area.Code,
                }
            );
        return found;
    }
}
