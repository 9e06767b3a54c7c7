using System.Globalization;
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

    /// <summary>The language in which the page is written.</summary>
    protected static CultureInfo Culture => CultureInfo.CurrentUICulture;

    /// <summary>True when the reader chose 长辈版.</summary>
    protected bool Elder => Preferences.Of(Http).Elder;

    /// <summary>"light", "dark", or null to follow the device.</summary>
    protected string? Theme => Preferences.Of(Http).Theme;
}
