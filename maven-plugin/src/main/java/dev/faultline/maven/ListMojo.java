package dev.faultline.maven;

import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.toolchain.ToolchainManager;

/** Lists every strategy and VM policy that can be verified from here: its name, what it guarantees, and where it comes from. */
@Mojo(name = "list", requiresDependencyResolution = ResolutionScope.TEST, requiresProject = false, threadSafe = true)
public final class ListMojo extends FaultlineMojo {

    @Inject
    ListMojo(MavenSession session, MojoExecution execution, ToolchainManager toolchains) {
        super(session, execution, toolchains);
    }

    @Override
    Request request() {
        return new Request("list");
    }

    @Override
    void onViolation(String message) throws MojoFailureException {
        throw new MojoFailureException(message);
    }
}
