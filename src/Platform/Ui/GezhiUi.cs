using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Gezhi.Platform.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Platform.Ui;

/// <summary>What every face of Gezhi needs from the host: texts, language, headers, preferences. 界面基础</summary>
public static class GezhiUi
{
    /// <summary>Registers Razor components, the modules' texts and readable Chinese in the HTML.</summary>
    public static IServiceCollection AddGezhiUi(this IServiceCollection services, IEnumerable<Assembly> modules)
    {
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        // Razor would write Chinese as numeric entities, eight bytes a character.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        return services.AddGezhiTexts(modules);
    }

    /// <summary>Security headers and the language of the request; call it before routing.</summary>
    public static IApplicationBuilder UseGezhiUi(this IApplicationBuilder app) => app.UseSecurityHeaders().UseRequestLocalization();

    /// <summary>The link targets that set language, theme and 长辈版.</summary>
    public static IEndpointRouteBuilder MapGezhiUi(this IEndpointRouteBuilder routes)
    {
        Preferences.Map(routes);
        return routes;
    }
}
