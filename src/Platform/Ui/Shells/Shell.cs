using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Platform.Ui.Shells;

/// <summary>Base of the three frames. 页框基类</summary>
public abstract class Shell : LayoutComponentBase
{
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

    /// <summary>Reads the facts before the page inside begins to read: both use the database of the request, one after the other.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (Facts.Now == default && Http is not null && Provider.GetService<ReadShellFacts>() is { } read)
            Facts = await read(Http);
        await base.SetParametersAsync(ParameterView.Empty);
    }
}
