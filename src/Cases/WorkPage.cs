using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Cases;

/// <summary>Base of the pages on which staff move cases: a refusal is told on the page itself, with its status. 办理页面基类</summary>
public abstract class WorkPage : GezhiPage
{
    [Inject]
    private ProblemMapper Problems { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <summary>Who works here; the page's own attribute lets nobody else in.</summary>
    [CascadingParameter]
    protected Actor Actor { get; set; } = null!;

    /// <summary>What was refused; null when nothing was.</summary>
    protected Problem? Refused { get; private set; }

    /// <summary>UTC, one instant for the whole page.</summary>
    protected DateTime Now { get; private set; }

    protected CancellationToken Aborted => Http?.RequestAborted ?? CancellationToken.None;

    /// <summary>A page with people's matters is not kept by browsers or proxies.</summary>
    protected override void Begin()
    {
        Now = Clock.UtcNow;
        if (Http is { Response.HasStarted: false } http)
            http.Response.Headers.CacheControl = "no-cache, no-store";
    }

    /// <summary>Does what a form asks and leads on; a refusal stays in <see cref="Refused"/> and what was typed stays in the form.</summary>
    /// <param name="work">Gives the address of the page that follows; null stays here.</param>
    protected async Task Try(Func<Task<string?>> work)
    {
        string? next;
        try
        {
            next = await work();
        }
        catch (Exception e) when (Problems.Explain(e, Culture) is not null)
        {
            Refuse(Problems.Explain(e, Culture)!);
            return;
        }
        if (next is not null)
            Go(next);
    }

    /// <summary>Tells a refusal and gives the page its status.</summary>
    protected void Refuse(Problem problem)
    {
        Refused = problem;
        if (Http is { Response.HasStarted: false } http)
            http.Response.StatusCode = problem.Status;
    }

    /// <summary>Leads to another page.</summary>
    protected void Go(string address) => Navigation.NavigateTo(address);

    /// <summary>What the form sent under a name; empty when nothing.</summary>
    protected string Sent(string name) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[name].ToString() : "";
}
