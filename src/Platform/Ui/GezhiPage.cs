using System.Globalization;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Gezhi.Platform.Ui;

/// <summary>Base of every page: texts, language and display preferences of the reader. 页面基类</summary>
public abstract class GezhiPage : ComponentBase
{
    /// <summary>Interface texts: <c>@T[…]</c> with the Chinese sentence as key and positional arguments.</summary>
    [Inject]
    protected IStringLocalizer T { get; set; } = null!;

    /// <summary>The request; null only when a component is rendered alone in a test.</summary>
    [CascadingParameter]
    protected HttpContext? Http { get; set; }

    [Inject]
    private ProblemMapper Mapper { get; set; } = null!;

    private bool isFetched;

    /// <summary>Reads what the page shows, once, before it is drawn for the first time.</summary>
    /// <remarks>
    /// Not OnInitializedAsync: a component is drawn as soon as that one waits, with fields still empty. Against SQLite nothing ever waits,
    /// against PostgreSQL everything does.
    /// </remarks>
    protected virtual Task Fetch() => Task.CompletedTask;

    /// <summary>What can be known without waiting; runs before <see cref="Fetch"/>.</summary>
    protected virtual void Begin() { }

    public sealed override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!isFetched)
        {
            isFetched = true;
            Begin();
            await Fetch();
        }
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>What went wrong with the form; null when nothing did. For <c>ProblemNote</c>.</summary>
    protected Problem? Problem { get; private set; }

    /// <summary>What to mend at one field, for <c>Field</c>; empty when it is fine.</summary>
    protected IReadOnlyList<string> Wrong(string field) => Problem?.Errors?.GetValueOrDefault(field) ?? [];

    /// <summary>Runs a command and keeps its refusal for the page, which is shown again with what the person typed.</summary>
    /// <returns>False: it was refused; <see cref="Problem"/> says why, and the answer carries its status.</returns>
    protected async Task<bool> Try(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception e) when (Mapper.Explain(e, Culture) is { Status: 400 or 409 or 412 or 503 } problem)
        {
            Problem = problem;
            if (Http is { Response.HasStarted: false })
                Http.Response.StatusCode = problem.Status;
            return false;
        }
    }

    /// <summary>
    /// True when this request posts that form. A form shown under a condition must also be shown then: it is looked for on the page
    /// before its handler runs, and what has changed since the person opened the page must not turn the answer into a bare 400.
    /// </summary>
    protected bool IsPostOf(string formName) =>
        Http is { } http
        && HttpMethods.IsPost(http.Request.Method)
        && http.Request.HasFormContentType
        && http.Request.Form["_handler"] == formName;

    /// <summary>The language in which the page is written.</summary>
    protected static CultureInfo Culture => CultureInfo.CurrentUICulture;

    /// <summary>True when the reader chose 长辈版.</summary>
    protected bool Elder => Preferences.Of(Http).Elder;

    /// <summary>"light", "dark", or null to follow the device; what the reader chose comes before what the page is made for.</summary>
    protected string? Theme => Preferences.Of(Http).Theme ?? Http?.GetEndpoint()?.Metadata.GetMetadata<DefaultThemeAttribute>()?.Theme;
}
