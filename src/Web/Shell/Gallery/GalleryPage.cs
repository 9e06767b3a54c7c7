using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Web.Shell.Gallery;

/// <summary>Pages that show every component with invented content; only while developing. 组件样张</summary>
public abstract class GalleryPage : GezhiPage
{
    protected const string Manhole = "/dev/manhole.svg",
        Extent = "113.495,34.603,113.682,34.775";

    [Inject]
    private IHostEnvironment Environment { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>False in production, where the address does not exist.</summary>
    protected bool IsShown => Environment.IsDevelopment();

    protected override void OnInitialized()
    {
        if (!IsShown)
            Navigation.NotFound();
    }
}
