using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Platform.Ui.Shells;

/// <summary>Base of the three frames. 页框基类</summary>
public abstract class Shell : LayoutComponentBase
{
    /// <summary>More than fit beside each other on a screen of 1,440 pixels with name, clock and bell.</summary>
    private const int MostInBar = 8;

    [Inject]
    protected IStringLocalizer T { get; set; } = null!;

    [Inject]
    private IServiceProvider Provider { get; set; } = null!;

    [CascadingParameter]
    protected HttpContext? Http { get; set; }

    /// <summary>Empty before the host has answered and in tests that render a frame alone.</summary>
    protected ShellFacts Facts { get; private set; } = new("", null, default);

    protected string Path => Http?.Request.Path.Value ?? "/";

    /// <summary>Whether a link is the current page or its section; of two that lead here, only the nearer one is.</summary>
    protected string? Current(string href) =>
        Holds(href) && !Nav.Any(item => item.Href.Length > href.Length && Holds(item.Href)) ? "page" : null;

    private bool Holds(string href) => Path == href || (href.Length > 1 && Path.StartsWith(href + "/", StringComparison.Ordinal));

    /// <summary>The entries this person may open.</summary>
    protected IEnumerable<NavItem> Nav =>
        Provider
            .GetServices<NavItem>()
            .Where(item => item.Needs.Length == 0 || item.Needs.Any(need => Facts.Actor?.Can(need) == true))
            .OrderBy(item => item.Order);

    /// <summary>The bar of this person: entries, and menus where there would be too many; a menu of one is no menu.</summary>
    protected IReadOnlyList<(NavGroup? Group, IReadOnlyList<NavItem> Items)> Bar
    {
        get
        {
            var all = Nav.ToList();
            if (all.Count <= MostInBar)
                return [(null, all)];
            var menus = all.Where(i => i.Group is not null)
                .GroupBy(i => i.Group!.Value)
                .Where(g => g.Count() > 1)
                .OrderBy(g => g.Key)
                .ToList();
            var inMenus = menus.SelectMany(g => g).ToHashSet();
            return
            [
                (null, all.FindAll(i => !inMenus.Contains(i))),
                .. menus.Select(g => ((NavGroup?)g.Key, (IReadOnlyList<NavItem>)[.. g])),
            ];
        }
    }

    /// <summary>Name of a menu.</summary>
    protected string Name(NavGroup group) =>
        group switch
        {
            NavGroup.Intake => T["来件"],
            NavGroup.FollowUp => T["回头看"],
            NavGroup.Grids => T["网格队伍"],
            NavGroup.Council => T["议事协商"],
            NavGroup.Living => T["共建共享"],
            NavGroup.Rules => T["规则"],
            NavGroup.Running => T["管理"],
            _ => throw new ArgumentOutOfRangeException(nameof(group), group, null),
        };

    /// <summary>Reads the facts before the page inside begins to read: both use the database of the request, one after the other.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (Facts.Now == default && Http is not null && Provider.GetService<ReadShellFacts>() is { } read)
            Facts = await read(Http);
        await base.SetParametersAsync(ParameterView.Empty);
    }
}
